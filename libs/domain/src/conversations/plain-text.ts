import type { ParsedConversation, ParsedMessage } from './message.ts';
import type { OpeningLine } from './plain-text-line.ts';
import { readOpeningLine } from './plain-text-line.ts';

interface ReadLine {
  readonly line: string;
  readonly opening: OpeningLine | null;
}

/** Below this share of a file's lines, names before colons are an accident of prose. Long messages keep it low. */
const LEAST_SHARE_OF_OPENINGS = 0.2;

/** A file in which nearly every line opens a message may have people who speak but once. */
const SHARE_OF_A_PURE_TRANSCRIPT = 0.75;

function countNames(openings: readonly OpeningLine[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { name } of openings) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** How often the word passes from one name to another: forms and glossaries repeat labels in a fixed order, too. */
function countTurns(openings: readonly OpeningLine[]): number {
  return openings.filter(({ name }, index) => index > 0 && name !== openings[index - 1]?.name).length;
}

/**
 * The names that are taken for speakers; empty where the text is no conversation.
 *
 * A name counts when it opens two lines, when a time or angle brackets stand beside it, or when nearly every line of
 * the file opens a message. Two lines by two people are a conversation; three lines with three labels are a form.
 */
function speakersOf(read: readonly ReadLine[]): Set<string> {
  const openings = read.flatMap(({ opening }) => (opening === null ? [] : [opening]));
  const counts = countNames(openings);
  const certain = new Set(openings.filter(({ isCertain }) => isCertain).map(({ name }) => name));
  const recurring = [...counts].filter(([, count]) => count > 1).map(([name]) => name);
  const isPair = openings.length === 2 && read.length === 2 && counts.size === 2;
  const isPure = openings.length >= read.length * SHARE_OF_A_PURE_TRANSCRIPT;
  if (isPair || (isPure && recurring.length > 0)) return new Set(counts.keys());
  const speakers = new Set([...recurring, ...certain]);
  const spoken = openings.filter(({ name }) => speakers.has(name));
  const isDense = spoken.length >= read.length * LEAST_SHARE_OF_OPENINGS;
  const fewestTurns = certain.size > 1 ? 1 : 2;
  const isDialogue =
    speakers.size === 1 ? spoken.length * 2 > read.length : countTurns(spoken) >= fewestTurns;
  return isDense && isDialogue ? speakers : new Set();
}

interface Assembly {
  readonly messages: ParsedMessage[];
  readonly unparsedLineCount: number;
}

function assemble(lines: readonly string[], speakers: ReadonlySet<string>): Assembly {
  const drafts: { speaker: string; lines: string[] }[] = [];
  let unparsedLineCount = 0;
  for (const line of lines) {
    const opening = readOpeningLine(line);
    const current = drafts.at(-1);
    if (opening !== null && speakers.has(opening.name)) {
      drafts.push({ speaker: opening.name, lines: [opening.text] });
    } else if (current !== undefined) {
      current.lines.push(line);
    } else if (line.trim() !== '') {
      unparsedLineCount += 1;
    }
  }
  const messages = drafts.map(({ speaker, lines: body }) => ({
    speaker,
    text: body.join('\n').trim(),
    sentAt: null,
    attachment: null,
  }));
  return { messages, unparsedLineCount };
}

/**
 * Reads a conversation typed or pasted as text: `Name: text`, `[time] Name: text`, `<Name> text`. Lines that open nothing
 * continue the message above them, also lines like `Note: …` where nobody is called so.
 *
 * @returns `null` for prose, forms, recipes, logs and everything else without speakers. Times of day without a date are
 * dropped: `sentAt` is null.
 */
export function parsePlainText(text: string): ParsedConversation | null {
  const lines = text.split(/\r\n|\r|\n/);
  const read = lines
    .filter((line) => line.trim() !== '')
    .map((line) => ({ line, opening: readOpeningLine(line) }));
  const speakers = speakersOf(read);
  if (speakers.size === 0) return null;
  const { messages, unparsedLineCount } = assemble(lines, speakers);
  return {
    format: 'plain_text',
    title: null,
    messages,
    systemLineCount: 0,
    unparsedLineCount,
    dateOrder: null,
    warnings: [],
  };
}
