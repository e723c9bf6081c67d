/**
 * Characters that chat apps put around names, dates and notices and that nobody sees: byte order mark, zero-width
 * space, left-to-right, right-to-left and Arabic letter marks, embeddings and isolates.
 */
const INVISIBLE = /[\u200B\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069\uFEFF]/g;

const EXOTIC_SPACE = /[\u00A0\u2007\u2009\u202F\u3000]/g;

/** Zero code points of the digit blocks that exports use: Arabic-Indic, Persian, Devanagari, Bengali, Thai, Burmese, full width. */
const DIGIT_ZEROES = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0x1040, 0xff10];

/** True for a character that {@link withoutInvisibleMarks} would remove. */
export function isInvisibleMark(character: string): boolean {
  return character.search(INVISIBLE) === 0;
}

/** The text without invisible direction and byte order marks; joiners inside emoji stay. */
export function withoutInvisibleMarks(text: string): string {
  return text.replace(INVISIBLE, '');
}

/** The text with every kind of space a phone writes (no-break, narrow, figure, ideographic) as a plain space. */
export function withPlainSpaces(text: string): string {
  return text.replace(EXOTIC_SPACE, ' ');
}

/** The text with decimal digits of other scripts written as 0–9. Keeps the length. */
export function withAsciiDigits(text: string): string {
  return text.replace(
    /[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u09E6-\u09EF\u0E50-\u0E59\u1040-\u1049\uFF10-\uFF19]/g,
    (digit) => {
      const code = digit.charCodeAt(0);
      const zero = DIGIT_ZEROES.findLast((candidate) => candidate <= code) ?? code;
      return String(code - zero);
    },
  );
}

/** How many characters at the start of `text` are invisible marks. */
export function leadingMarkLength(text: string): number {
  let length = 0;
  while (length < text.length && isInvisibleMark(text.charAt(length))) length += 1;
  return length;
}
