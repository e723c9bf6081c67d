import { parseDiscord } from './discord.ts';
import type { ParsedConversation } from './message.ts';
import { parsePlainText } from './plain-text.ts';
import { parseTelegram } from './telegram.ts';
import { parseWhatsApp } from './whatsapp.ts';

/** Why a text could not be used; stable, also for programs. */
export type ChatExportFailureCode = 'no_conversation' | 'single_speaker' | 'empty_text' | 'malformed_export';

export type ChatExportResult =
  | { readonly ok: true; readonly conversations: ParsedConversation[] }
  | { readonly ok: false; readonly code: ChatExportFailureCode; readonly message: string };

export interface ChatExportOptions {
  /** Named in messages to the user; never used to tell the format. */
  readonly fileName?: string;
}

type Failure = Extract<ChatExportResult, { ok: false }>;

const SUPPORTED =
  'a WhatsApp export (.txt), a Telegram or Discord export (.json), or text with lines such as “Name: message”';

function failure(code: ChatExportFailureCode, message: string): Failure {
  return { ok: false, code, message };
}

const speakersOf = ({ messages }: ParsedConversation): string[] => [
  ...new Set(messages.map(({ speaker }) => speaker)),
];

function singleSpeaker(subject: string, conversations: readonly ParsedConversation[]): Failure {
  const name = conversations.flatMap(speakersOf)[0] ?? 'one person';
  return failure(
    'single_speaker',
    `${subject} has messages from ${name} only. Training needs both sides: export the whole chat again, or choose one in which somebody answers.`,
  );
}

function noConversation(subject: string): Failure {
  return failure(
    'no_conversation',
    `${subject} holds no conversation that can be read. Upload ${SUPPORTED}.`,
  );
}

/** Keeps the conversations with two sides; says in a warning how many others the export had. */
function withTwoSides(conversations: readonly ParsedConversation[], subject: string): ChatExportResult {
  const spoken = conversations.filter(({ messages }) => messages.length > 0);
  if (spoken.length === 0) return noConversation(subject);
  const usable = spoken.filter((conversation) => speakersOf(conversation).length > 1);
  const [first, ...others] = usable;
  if (first === undefined) return singleSpeaker(subject, spoken);
  const left = spoken.length - usable.length;
  if (left === 0) return { ok: true, conversations: usable };
  const warning = `${left} chats of this export have one speaker only and were left out.`;
  return { ok: true, conversations: [{ ...first, warnings: [...first.warnings, warning] }, ...others] };
}

const looksLikeJson = (text: string): boolean => /^\s*(?:\{|\[\s*[{[\]"])/.test(text);

function parseJson(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return { ok: false };
  }
}

function parseJsonExport(text: string, subject: string): ChatExportResult {
  const json = parseJson(text);
  if (!json.ok) {
    return failure(
      'malformed_export',
      `${subject} begins like a JSON export but is not complete, valid JSON. Export the chat again and upload the new file unchanged.`,
    );
  }
  const telegram = parseTelegram(json.value);
  if (telegram !== null) return withTwoSides(telegram, subject);
  const discord = parseDiscord(json.value);
  return discord === null ? noConversation(subject) : withTwoSides([discord], subject);
}

/**
 * Reads a chat export of any supported format, told apart by content: WhatsApp, Telegram, Discord, `Name: text`.
 *
 * @param text the decoded file; a byte order mark is ignored
 * @returns the conversations with at least two speakers, or a failure whose message tells the user what to do. A Telegram
 * export of a whole account gives one conversation a chat. Never throws on any text.
 */
export function parseChatExport(text: string, { fileName }: ChatExportOptions = {}): ChatExportResult {
  const subject = fileName === undefined ? 'The text' : `“${fileName}”`;
  const content = text.replace(/^\uFEFF/, '');
  if (content.trim() === '') {
    return failure('empty_text', `${subject} is empty. Upload ${SUPPORTED}.`);
  }
  if (looksLikeJson(content)) return parseJsonExport(content, subject);
  const conversation = parseWhatsApp(content) ?? parsePlainText(content);
  return conversation === null ? noConversation(subject) : withTwoSides([conversation], subject);
}
