import { withPlainSpaces, withoutInvisibleMarks } from './text-marks.ts';

/** A line that may open a message. */
export interface OpeningLine {
  readonly name: string;
  readonly text: string;
  /** A clock time or angle brackets around the name: prose has neither. */
  readonly isCertain: boolean;
}

/** Words that stand before a colon in notes, letters, forms and settings, in lower case; none is a person. */
const LABELS = new Set(
  [
    'note notes nb ps remember warning caution attention important tip tips hint example examples e.g i.e',
    'todo fixme update edit edited edits summary conclusion introduction abstract background overview contents result results',
    'question questions answer answers problem solution step steps chapter section part page figure table appendix',
    'subject from to cc bcc date sent received reply-to re fw fwd aw wg attachment attachments signature',
    'name names title titles id type types key value url link website email e-mail phone tel fax mobile address city country',
    'zip age birthday gender status version author authors description keywords tags category price total amount quantity',
    'ingredients instructions method directions servings time times where when who what why how which reason reasons',
    'source sources reference references see also read more pros cons deadline location place venue agenda topic topics',
    'http https ftp mailto file hinweis achtung wichtig beispiel betreff von an datum nota importante ejemplo asunto fecha',
    'remarque exemple objet esempio opmerking voorbeeld onderwerp aviso exemplo assunto debug info error fatal trace',
  ].flatMap((line) => line.split(' ')),
);

const CLOCK = String.raw`\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?\s?[Mm]\.?)?`;

/** `[21:41] `, `(9:41 PM) `, `21:41 - `, `21:41:07 `, `[2024-01-05 21:41] `. */
const TIME_PREFIX = new RegExp(
  String.raw`^(?:[[(](?:[\d./-]{6,10},?[ T])?${CLOCK}[\])]|(?:[\d./-]{6,10},?[ T])?${CLOCK}(?=\s))\s*(?:[-–|]\s*)?`,
);

/** `<Name> text` and `<@Name> text`, as chat relays print them. */
const IN_ANGLES = /^<[@+%~& ]?(?<name>[^<>\s][^<>\n]{0,39})>\s+(?<text>\S.*)$/s;

/** `Name: text`, `**Name:** text`, `**Name**: text`. */
const BEFORE_COLON =
  /^(?:\*\*|__)?(?<name>[^:*_\n]{1,40}?)(?:(?:\*\*|__)?\s?:(?:\*\*|__)?)(?:\s+(?<text>.*))?$/s;

const NAME_START = /^[\p{L}\p{Extended_Pictographic}@+~]/u;

/** A sentence's punctuation, but the dots of "Prof. Oak", "J.R." and "St. John" pass. */
const SENTENCE_MARK = /[,;!?"“”„(){}[\]<>|=\\/]|(?<!\b\p{L}{1,4})\.\s/u;

/** Small words that sentences have before a colon and names have not. */
const SENTENCE_WORD =
  /(?:^|\s)(?:the|a|an|is|are|was|were|this|that|these|those|following|with|for|in|on|at|by|of|as|it|we|you|they|said|says|der|die|das|ist|und|el|los|las|es|le|les|est|het|een)(?=\s|$)/u;

/**
 * True for what may be somebody's name before a colon: a short run of words that begins with a letter, an emoji, a plus or
 * a tilde, is no label ("Note", "Subject", "https") and holds no sentence.
 */
export function isPlausibleName(name: string): boolean {
  if (!NAME_START.test(name) || name.split(/\s+/).length > 5) return false;
  if (SENTENCE_MARK.test(`${name} `) || SENTENCE_WORD.test(name)) return false;
  const label = name.toLowerCase().replace(/\s*#?\d+(?:\.\d+)*$/, '');
  return !LABELS.has(label);
}

function withoutTime(line: string): { readonly rest: string; readonly isTimed: boolean } {
  const time = TIME_PREFIX.exec(line);
  return time === null ? { rest: line, isTimed: false } : { rest: line.slice(time[0].length), isTimed: true };
}

const cleanName = (name: string): string =>
  withPlainSpaces(withoutInvisibleMarks(name)).replace(/^~\s*/, '').trim();

/**
 * Reads a line as the opening of a message: `Name: text`, `[time] Name: text`, `<Name> text` and the like.
 *
 * @returns `null` for a line that cannot open one. Whether a file of such lines is a conversation is decided elsewhere.
 */
export function readOpeningLine(line: string): OpeningLine | null {
  const { rest, isTimed } = withoutTime(withoutInvisibleMarks(line));
  const angled = IN_ANGLES.exec(rest)?.groups;
  if (angled?.['name'] !== undefined) {
    return { name: cleanName(angled['name']), text: angled['text'] ?? '', isCertain: true };
  }
  const colon = BEFORE_COLON.exec(rest)?.groups;
  const name = cleanName(colon?.['name'] ?? '');
  if (colon === undefined || !isPlausibleName(name)) return null;
  return { name, text: colon['text'] ?? '', isCertain: isTimed };
}
