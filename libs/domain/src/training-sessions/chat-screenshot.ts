import { z } from 'zod';

/** Name of the structured output that the vision model is asked for. */
export const chatScreenshotSchemaName = 'chat_screenshot';

/** What a vision model reads off one image: a chat with two sides, or a document. */
export const chatScreenshotSchema = z.strictObject({
  layout: z.enum(['chat', 'document']).describe('chat: message bubbles on two sides; document: anything else'),
  text: z.string().describe('All readable text, line by line'),
  messages: z
    .array(
      z.strictObject({
        side: z.enum(['left', 'right']).describe('Where the bubble stands'),
        speaker: z.string().nullable().describe('Name shown for this side, if any'),
        time: z.string().nullable().describe('Time shown with the message, as it is written'),
        text: z.string(),
      }),
    )
    .describe('One entry for each bubble, from top to bottom; empty for a document'),
});
export type ChatScreenshot = z.infer<typeof chatScreenshotSchema>;

/** The instruction that goes with the image. */
export const chatScreenshotInstruction = [
  'Transcribe this image exactly; do not correct, translate or summarise.',
  'If it shows a chat, give one entry per message bubble from top to bottom, with the side on which it stands.',
  'Join the lines of one bubble. Leave out the status bar, date separators, read marks and the input field.',
  'If it is no chat, set layout to "document" and put the text, with its line breaks, into "text".',
].join(' ');
