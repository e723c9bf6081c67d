import { withPlainSpaces, withoutInvisibleMarks } from './text-marks.ts';
import { isPossibleDate } from './whatsapp-date.ts';
import type { Header } from './whatsapp-header.ts';
import { createHeaderReader } from './whatsapp-header.ts';
import { isNoticeBeforeColon } from './whatsapp-notice.ts';

/** One dated entry of an export, its continuation lines included, before it is known what it is. */
export interface Entry {
  readonly header: Header;
  /** `null` for a notice, which has no `Name:`. */
  readonly speaker: string | null;
  /** Text after `Name: `, or the whole notice; direction marks kept, they tell notices from messages. */
  readonly body: string;
  /** iOS puts a direction mark before the header of media, deletions and calls. */
  readonly isLineMarked: boolean;
}

export interface Entries {
  readonly entries: readonly Entry[];
  /** Non-blank lines before the first entry. */
  readonly linesBefore: number;
}

/** Headers of a shape rarer than this were pasted into a message and are no entries. */
const LEAST_SHARE_OF_SHAPE = 0.1;

/** Group names reach 100 characters; a longer "name" is a sentence with a colon. */
const LONGEST_NAME = 110;

/** Contacts whose name is nothing but invisible characters do exist. */
const NAMELESS = 'Unknown';

interface HeadLine {
  readonly index: number;
  readonly header: Header;
}

/** The name as people see it: no direction marks, plain spaces, no `~` of unsaved contacts. */
function readableName(name: string): string {
  return withPlainSpaces(withoutInvisibleMarks(name))
    .replace(/[‐‑]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^~\s*(?=\S)/, '');
}

function endOfName(body: string): number {
  for (
    let index = body.indexOf(':');
    index !== -1 && index <= LONGEST_NAME;
    index = body.indexOf(':', index + 1)
  ) {
    const next = body.charAt(index + 1);
    if (next === '' || /[\s\u200E\u200F]/.test(next)) return index;
  }
  return -1;
}

/** The speaker before a colon, or `null` for the beginning of a notice; remembered, as names come again and again. */
function createSpeakerReader(): (printed: string) => string | null {
  const known = new Map<string, string | null>();
  return (printed) => {
    const earlier = known.get(printed);
    if (earlier !== undefined) return earlier;
    const name = readableName(printed);
    const speaker = isNoticeBeforeColon(name) ? null : name || NAMELESS;
    known.set(printed, speaker);
    return speaker;
  };
}

function splitSpeaker(
  body: string,
  readSpeaker: (printed: string) => string | null,
): Pick<Entry, 'speaker' | 'body'> {
  const end = endOfName(body);
  const speaker = end === -1 ? null : readSpeaker(body.slice(0, end));
  if (speaker === null) return { speaker, body };
  return { speaker, body: body.slice(end + 1).replace(/^[ \u00A0\u202F]/, '') };
}

/** A file's own headers share style and manner of date; a calendar entry pasted into a message differs. */
const shapeOf = ({ style, date }: Header): string => `${style} ${date.kind}`;

function withoutPastedHeads(heads: readonly HeadLine[]): HeadLine[] {
  const counts = new Map<string, number>();
  for (const { header } of heads) counts.set(shapeOf(header), (counts.get(shapeOf(header)) ?? 0) + 1);
  const fewest = heads.length * LEAST_SHARE_OF_SHAPE;
  return heads.filter(({ header }) => (counts.get(shapeOf(header)) ?? 0) >= fewest);
}

function findHeads(lines: readonly string[]): HeadLine[] {
  const readHeader = createHeaderReader();
  const heads: HeadLine[] = [];
  for (const [index, line] of lines.entries()) {
    const header = readHeader(line);
    if (header !== null && isPossibleDate(header.date)) heads.push({ index, header });
  }
  return withoutPastedHeads(heads);
}

const isBlank = (line: string): boolean => line.trim() === '';

/**
 * Cuts a file into dated entries. A line without a date belongs to the entry above it, whatever it looks like.
 *
 * @param lines without line ends
 */
export function readEntries(lines: readonly string[]): Entries {
  const heads = findHeads(lines);
  const readSpeaker = createSpeakerReader();
  const entries = heads.map(({ index, header }, position): Entry => {
    const head = lines[index] ?? '';
    const next = heads[position + 1]?.index ?? lines.length;
    const rest = lines.slice(index + 1, next);
    const body = [head.slice(header.bodyOffset), ...rest].join('\n');
    return { header, ...splitSpeaker(body, readSpeaker), isLineMarked: /^[\u200E\u200F]/.test(head) };
  });
  const before = lines.slice(0, heads[0]?.index ?? lines.length);
  return { entries, linesBefore: before.filter((line) => !isBlank(line)).length };
}
