import type { ConversationFormat } from '@understudy/domain/conversations/message';
import { parseChatExport } from '@understudy/domain/conversations/parse-chat-export';
import { countSpeakers, type SpeakerCount } from '@understudy/domain/conversations/speakers';
import { countOf } from '../../app/format.ts';

/** What a chat export holds, as found in the browser before anything is uploaded. */
export type ChatExportPreview =
  | {
      ok: true;
      formats: readonly ConversationFormat[];
      messageCount: number;
      /** Most messages first. */
      speakers: readonly SpeakerCount[];
      warnings: readonly string[];
    }
  | { ok: false; message: string };

/** What a format is called in front of people. */
export const formatTitles: Record<ConversationFormat, string> = {
  whatsapp_android: 'WhatsApp',
  whatsapp_ios: 'WhatsApp',
  telegram: 'Telegram',
  discord: 'Discord',
  plain_text: 'Text',
  screenshot: 'Screenshot',
};

/** Text of a file by its byte order mark; UTF-8 where it has none. */
export function decodeText(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}

/** Reads a chat export with the same parser as the training does, and keeps its figures only. */
export function previewChatExport(text: string, fileName: string): ChatExportPreview {
  const result = parseChatExport(text, { fileName });
  if (!result.ok) return { ok: false, message: result.message };
  const messages = result.conversations.flatMap((conversation) => conversation.messages);
  return {
    ok: true,
    formats: [...new Set(result.conversations.map((conversation) => conversation.format))],
    messageCount: messages.length,
    speakers: countSpeakers(messages),
    warnings: result.conversations.flatMap((conversation) => conversation.warnings),
  };
}

/** A preview in a line: "WhatsApp · 1,234 messages · 3 speakers". */
export function describePreview(preview: Extract<ChatExportPreview, { ok: true }>): string {
  const titles = [...new Set(preview.formats.map((format) => formatTitles[format]))].join(', ');
  return [titles, countOf(preview.messageCount, 'message'), countOf(preview.speakers.length, 'speaker')].join(
    ' · ',
  );
}
