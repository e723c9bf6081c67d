import { z } from 'zod';

import type { ParsedConversation, ParsedMessage } from './message.ts';
import { FORWARDED_MESSAGE } from './message.ts';

const textPieceSchema = z.union([z.string(), z.object({ text: z.string() }).transform(({ text }) => text)]);

const textSchema = z.union([z.string(), z.array(textPieceSchema).transform((pieces) => pieces.join(''))]);

const messageSchema = z.object({
  type: z.string(),
  date: z.string().optional(),
  date_unixtime: z.coerce.string().optional(),
  from: z.string().nullish(),
  from_id: z.coerce.string().nullish(),
  text: textSchema.default(''),
  forwarded_from: z.string().nullish(),
  media_type: z.string().optional(),
  file_name: z.string().optional(),
  file: z.string().optional(),
  photo: z.string().optional(),
  location_information: z.unknown().optional(),
  contact_information: z.unknown().optional(),
  poll: z.unknown().optional(),
});
type TelegramMessage = z.infer<typeof messageSchema>;

const chatSchema = z.object({
  name: z.string().nullish(),
  type: z.string().optional(),
  messages: z.array(z.unknown()),
});

const chatListSchema = z.object({ list: z.array(chatSchema) });

const fullExportSchema = z.object({ chats: chatListSchema, left_chats: chatListSchema.optional() });

const singleChatSchema = chatSchema.extend({ type: z.string(), id: z.union([z.number(), z.string()]) });

const MEDIA_KINDS: Readonly<Record<string, string>> = {
  animation: 'gif',
  audio_file: 'audio',
  sticker: 'sticker',
  video_file: 'video',
  video_message: 'video',
  voice_message: 'audio',
};

/** Telegram prints this in place of files that were left out of the export. */
const NOT_INCLUDED = /^\(File (?:not included|exceeds|unavailable)/;

function fileNameOf(message: TelegramMessage): string | undefined {
  if (message.file_name !== undefined) return message.file_name;
  const path = message.file ?? message.photo;
  if (path === undefined || NOT_INCLUDED.test(path)) return undefined;
  return path.split('/').at(-1);
}

function attachmentOf(message: TelegramMessage): string | null {
  if (typeof message.forwarded_from === 'string') return FORWARDED_MESSAGE;
  const kind =
    message.media_type === undefined ? undefined : (MEDIA_KINDS[message.media_type] ?? message.media_type);
  if (kind !== undefined) return message.file_name ?? kind;
  if (message.photo !== undefined) return fileNameOf(message) ?? 'image';
  if (message.file !== undefined) return fileNameOf(message) ?? 'document';
  if (message.location_information !== undefined) return 'location';
  if (message.contact_information !== undefined) return 'contact';
  return message.poll === undefined ? null : 'poll';
}

/** `+02:00` for the difference between the local time printed and the same instant in UTC, at most 14 h either way. */
function offsetBetween(localDate: string, unixSeconds: number): string | null {
  const minutes = Math.round((Date.parse(`${localDate}Z`) / 1000 - unixSeconds) / 60);
  if (!Number.isFinite(minutes) || Math.abs(minutes) > 14 * 60) return null;
  const magnitude = Math.abs(minutes);
  const hours = String(Math.floor(magnitude / 60)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${hours}:${String(magnitude % 60).padStart(2, '0')}`;
}

/** The local time with its zone where the export has both, local time alone for exports before 2021. */
function sentAtOf({ date, date_unixtime: unixTime }: TelegramMessage): string | null {
  if (date === undefined || !z.iso.datetime({ local: true }).safeParse(date).success) return null;
  if (unixTime === undefined) return date;
  return `${date}${offsetBetween(date, Number(unixTime)) ?? ''}`;
}

function toMessage(message: TelegramMessage): ParsedMessage {
  return {
    speaker: message.from?.trim() || message.from_id || 'Deleted Account',
    text: message.text.trim(),
    sentAt: sentAtOf(message),
    attachment: attachmentOf(message),
  };
}

function toConversation(chat: z.infer<typeof chatSchema>): ParsedConversation {
  const conversation: ParsedConversation = {
    format: 'telegram',
    title: chat.name ?? null,
    messages: [],
    systemLineCount: 0,
    unparsedLineCount: 0,
    dateOrder: null,
    warnings: [],
  };
  for (const entry of chat.messages) {
    const parsed = messageSchema.safeParse(entry);
    if (!parsed.success) conversation.unparsedLineCount += 1;
    else if (parsed.data.type !== 'message') conversation.systemLineCount += 1;
    else conversation.messages.push(toMessage(parsed.data));
  }
  return conversation;
}

/**
 * Reads Telegram Desktop's `result.json`, of one chat or of a whole account.
 *
 * @param json the parsed file
 * @returns one conversation a chat, chats without messages left out; `null` where the JSON is no Telegram export.
 * Service messages are counted as system lines, entries of an unknown form as unparsed.
 */
export function parseTelegram(json: unknown): ParsedConversation[] | null {
  const whole = fullExportSchema.safeParse(json);
  if (whole.success) {
    const chats = [...whole.data.chats.list, ...(whole.data.left_chats?.list ?? [])];
    return chats.map(toConversation).filter(({ messages }) => messages.length > 0);
  }
  const single = singleChatSchema.safeParse(json);
  return single.success ? [toConversation(single.data)] : null;
}
