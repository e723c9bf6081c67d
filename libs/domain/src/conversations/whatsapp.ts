import type { ConversationFormat, DateOrder, ParsedConversation, ParsedMessage } from './message.ts';
import { leadingMarkLength } from './text-marks.ts';
import { readMessageContent } from './whatsapp-attachment.ts';
import type { DateReading } from './whatsapp-date.ts';
import { decideDateOrder, localDateTime } from './whatsapp-date.ts';
import type { Entry } from './whatsapp-line.ts';
import { readEntries } from './whatsapp-line.ts';
import { isActionNotice, isCallNotice, isEncryptionNotice } from './whatsapp-notice.ts';

/** A marked text longer than this is a notice in a language without a list here; a placeholder is short. */
const LONGEST_PLACEHOLDER = 60;

/** Names that stand before colons in program logs, whose lines look like an export. */
const LOG_LEVEL = /^(?:trace|debug|info|notice|warn(?:ing)?|error|fatal|critical)$/i;

type Signed = Entry & { readonly speaker: string };

const isSigned = (entry: Entry): entry is Signed => entry.speaker !== null;

const isTextMarked = (entry: Entry): boolean => leadingMarkLength(entry.body) > 0;

/** People who wrote at least one message without marks; a group that only signs notices is not among them. */
function ordinaryWriters(entries: readonly Entry[]): Set<string> {
  const signed = entries.filter(isSigned);
  return new Set(
    signed
      .filter((entry) => !isTextMarked(entry) && !isEncryptionNotice(entry.body))
      .map((entry) => entry.speaker),
  );
}

/** A notice filed under a name, as iOS does with the chat's or the group's own. */
function isSignedNotice(entry: Signed, writers: ReadonlySet<string>): boolean {
  const text = entry.body.slice(leadingMarkLength(entry.body));
  if (isEncryptionNotice(text)) return true;
  if (!isTextMarked(entry))
    return isCallNotice(text) && text.length < LONGEST_PLACEHOLDER && entry.isLineMarked;
  if (readMessageContent(entry.body).attachment !== null) return false;
  if (isCallNotice(text) || isActionNotice(text)) return true;
  if (text.replace(/^[~\s]*/, '').startsWith(`${entry.speaker} `)) return true;
  return writers.size > 0 && !writers.has(entry.speaker) && !entry.isLineMarked;
}

function toMessage(entry: Signed, order: DateOrder | null): ParsedMessage {
  const content = readMessageContent(entry.body);
  const isUnlistedPlaceholder =
    content.attachment === null &&
    entry.isLineMarked &&
    isTextMarked(entry) &&
    content.text.length <= LONGEST_PLACEHOLDER &&
    !content.text.includes('\n');
  return {
    speaker: entry.speaker,
    text: isUnlistedPlaceholder ? '' : content.text,
    sentAt: localDateTime(entry.header, order),
    attachment: isUnlistedPlaceholder ? 'media' : content.attachment,
  };
}

function formatOf(entries: readonly Entry[]): ConversationFormat {
  const bracketed = entries.filter(
    ({ header }) => header.style === 'bracket' || header.style === 'colon',
  ).length;
  return bracketed * 2 > entries.length ? 'whatsapp_ios' : 'whatsapp_android';
}

/** The group's name: who signed a notice and wrote nothing, else what the "created group" notice quotes. */
function titleOf(
  entries: readonly Entry[],
  notices: ReadonlySet<Entry>,
  writers: ReadonlySet<string>,
): string | null {
  for (const notice of notices) {
    if (notice.speaker !== null && !writers.has(notice.speaker)) return notice.speaker;
  }
  const created = entries.slice(0, 20).find((entry) => entry.speaker === null && isActionNotice(entry.body));
  return created?.body.match(/["“„«](?<title>[^"”“»\n]{1,100})["”“»]/u)?.groups?.['title'] ?? null;
}

function warningsFor(
  entries: readonly Entry[],
  reading: DateReading,
  messages: readonly ParsedMessage[],
): string[] {
  const warnings: string[] = [];
  if (reading.ambiguous) {
    const order = reading.order === 'month_first' ? 'month' : 'day';
    warnings.push(`Day and month cannot be told apart in this export; dates are read ${order} first.`);
  }
  const period = entries.find(({ header }) => header.unknownPeriod !== null)?.header.unknownPeriod;
  if (period)
    warnings.push(`The word “${period}” beside a time is not known; such times are read as printed.`);
  const undated = messages.filter(({ sentAt }) => sentAt === null).length;
  if (undated > 0) warnings.push(`${undated} messages carry no complete date.`);
  return warnings;
}

/**
 * Reads a WhatsApp export (Android, iOS, or messages copied from the app) in any of its date forms and languages.
 *
 * @param text the whole file
 * @returns `null` where the text is no such export. Notices are counted, never attributed; media, shared places and
 * deleted messages keep their speaker and have `attachment` set.
 */
export function parseWhatsApp(text: string): ParsedConversation | null {
  const { entries, linesBefore } = readEntries(text.split(/\r\n|\r|\n/));
  const signed = entries.filter(isSigned);
  if (signed.length === 0 || signed.every(({ speaker }) => LOG_LEVEL.test(speaker))) return null;
  if (linesBefore > 20 + entries.length * 3) return null;

  const writers = ordinaryWriters(entries);
  const notices = new Set<Entry>(
    entries.filter((entry) => !isSigned(entry) || isSignedNotice(entry, writers)),
  );
  const reading = decideDateOrder(entries.map(({ header }) => header));
  const messages = signed
    .filter((entry) => !notices.has(entry))
    .map((entry) => toMessage(entry, reading.order));
  return {
    format: formatOf(entries),
    title: titleOf(entries, notices, writers),
    messages,
    systemLineCount: notices.size,
    unparsedLineCount: linesBefore,
    dateOrder: reading.order,
    warnings: warningsFor(entries, reading, messages),
  };
}
