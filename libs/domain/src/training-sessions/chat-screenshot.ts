import { z } from 'zod';
import type { ParsedConversation } from '../conversations/message.ts';
import { DEVICE_OWNER } from '../conversations/speakers.ts';
import { toStrictJsonSchema } from '../style/strict-json-schema.ts';

/** Name of the structured output that the vision model is asked for. */
export const chatScreenshotSchemaName = 'chat_screenshot';

/** What a vision model reads off one image: a chat with two sides, or a document. */
export const chatScreenshotSchema = z.strictObject({
  layout: z
    .enum(['chat', 'document'])
    .describe('chat: message bubbles on two sides; document: anything else'),
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

/** The same schema for structured output in strict mode. */
export const chatScreenshotJsonSchema = toStrictJsonSchema(chatScreenshotSchema);

/**
 * The conversation on one or more screenshots of one chat, in their order; null when no page shows a chat. The right
 * side is the owner of the phone; the left side carries the name that the screenshot shows, if it shows one.
 */
export function conversationOfScreenshot(pages: readonly ChatScreenshot[]): ParsedConversation | null {
  const shown = pages.filter(({ layout }) => layout === 'chat').flatMap(({ messages }) => messages);
  const messages = shown
    .filter(({ text }) => text.trim() !== '')
    .map(({ side, speaker, text }) => ({
      speaker: side === 'right' ? DEVICE_OWNER : speaker?.trim() || 'Left',
      text: text.trim(),
      sentAt: null,
      attachment: null,
    }));
  if (messages.length === 0) return null;
  const contact = messages.find(({ speaker }) => speaker !== DEVICE_OWNER)?.speaker ?? null;
  const bothSides = contact !== null && messages.some(({ speaker }) => speaker === DEVICE_OWNER);
  return {
    format: 'screenshot',
    title: contact,
    messages,
    systemLineCount: 0,
    unparsedLineCount: 0,
    dateOrder: null,
    warnings: bothSides ? [] : ['The screenshot shows one side of the chat only.'],
  };
}
