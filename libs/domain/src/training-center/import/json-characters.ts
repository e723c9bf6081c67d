/** Codes of the characters that the structure of JSON is made of. */
export const jsonCharacter = {
  /** Stands before each value of a JSON text sequence (RFC 7464), and nowhere else. */
  recordSeparator: 0x1e,
  lineFeed: 0x0a,
  space: 0x20,
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  listOpen: 0x5b,
  backslash: 0x5c,
  listClose: 0x5d,
  objectOpen: 0x7b,
  objectClose: 0x7d,
} as const;

/** Whether JSON lets this character stand between values. */
export function isJsonSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** The offset of the first character from `from` on that is no space; the text's length if there is none. */
export function skipJsonSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isJsonSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/**
 * The offset of the quotation mark that closes a string; -1 where the text ends first.
 * @param from offset of the first character after the opening one
 */
export function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (at - slashes > from && text.charCodeAt(at - slashes - 1) === jsonCharacter.backslash) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return -1;
}
