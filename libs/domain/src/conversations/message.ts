import { z } from 'zod';

/** Where a conversation comes from. `screenshot` transcripts are read by the vision model, not by a parser here. */
export const conversationFormatSchema = z.enum([
  'whatsapp_android',
  'whatsapp_ios',
  'telegram',
  'discord',
  'plain_text',
  'screenshot',
]);
export type ConversationFormat = z.infer<typeof conversationFormatSchema>;

/** How the numeric dates of an export are to be read. */
export const dateOrderSchema = z.enum(['day_first', 'month_first', 'year_first']);
export type DateOrder = z.infer<typeof dateOrderSchema>;

/** Marks a message that its author took back; its `text` is empty. */
export const DELETED_MESSAGE = 'deleted';

/** Marks a message that was forwarded: the words are somebody else's. */
export const FORWARDED_MESSAGE = 'forwarded';

export const parsedMessageSchema = z.object({
  speaker: z
    .string()
    .min(1)
    .describe('Display name, without direction marks and without the ~ of unsaved contacts'),
  text: z.string().describe('What was written; empty where the message is only an attachment'),
  sentAt: z.iso
    .datetime({ local: true, offset: true })
    .nullable()
    .describe('ISO 8601; without a zone where the export has none; null where it is unknown'),
  attachment: z
    .string()
    .nullable()
    .describe('File name, or a kind such as image, audio, sticker, deleted, forwarded'),
});
export type ParsedMessage = z.infer<typeof parsedMessageSchema>;

export const parsedConversationSchema = z.object({
  format: conversationFormatSchema,
  title: z.string().nullable().describe('Name of the chat, group or channel'),
  messages: z.array(parsedMessageSchema),
  systemLineCount: z.int().nonnegative().describe('Notices of the app that nobody wrote'),
  unparsedLineCount: z.int().nonnegative().describe('Lines before the first message that belong to nobody'),
  dateOrder: dateOrderSchema.nullable().describe('null where dates are unambiguous by format or absent'),
  warnings: z.array(z.string()),
});
export type ParsedConversation = z.infer<typeof parsedConversationSchema>;
