/** The encodings of files that are read. */
export type FileEncoding = 'utf-8' | 'windows-1252';

/** Characters of several bytes, and nothing else, by which a file is surely UTF-8. */
const ENOUGH = 16;

/** In Windows-1252 not one of so many letters is a character of UTF-8 together with what follows. */
const BY_CHANCE = 10;

/**
 * Counts what speaks for UTF-8 in a file that comes in pieces, and what against it. Windows-1252 hardly ever has bytes that
 * are a character of UTF-8 by chance.
 */
export class EncodingTally {
  #characters = 0;
  #damaged = 0;
  /** Bytes that are missing of the character that was begun, and the range of the next one. */
  #missing = 0;
  #low = 0x80;
  #high = 0xbf;

  add(bytes: Uint8Array): void {
    // By index: most bytes are ASCII, and files are large.
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (this.#missing > 0) this.#goOn(byte);
      else if (byte >= 0x80) this.#begin(byte);
    }
  }

  /** Ends the file: a character that is begun is damaged. */
  end(): void {
    if (this.#missing > 0) this.#damaged += 1;
    this.#missing = 0;
  }

  /** Whether a character is begun: bytes of ASCII alone need not be added otherwise. */
  get isWithinCharacter(): boolean {
    return this.#missing > 0;
  }

  /** Whether all bytes are UTF-8. */
  get isFaultless(): boolean {
    return this.#damaged === 0;
  }

  /** Whether the rest of the file cannot change anything. */
  get isSettled(): boolean {
    return this.#damaged === 0 && this.#characters >= ENOUGH;
  }

  /** The encoding of what was counted. JSON is UTF-8 (RFC 8259) as soon as there is a sign of it. */
  encoding(isJson: boolean): FileEncoding {
    if (this.#damaged === 0) return 'utf-8';
    // Where both kinds are frequent, parts of two encodings were put together: read as UTF-8, what is lost is told.
    const isUtf8 = isJson ? this.#characters > 0 : this.#characters * BY_CHANCE >= this.#damaged;
    return isUtf8 ? 'utf-8' : 'windows-1252';
  }

  /** Lengths and ranges of RFC 3629. */
  #begin(lead: number): void {
    if (lead < 0xc2 || lead > 0xf4) {
      this.#damaged += 1;
      return;
    }
    this.#missing = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    this.#low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    this.#high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  }

  #goOn(byte: number): void {
    if (byte < this.#low || byte > this.#high) {
      this.#damaged += 1;
      this.#missing = 0;
      if (byte >= 0x80) this.#begin(byte);
      return;
    }
    this.#low = 0x80;
    this.#high = 0xbf;
    this.#missing -= 1;
    if (this.#missing === 0) this.#characters += 1;
  }
}

/** Whether a file is JSON by its first character: what the format is told by too. */
export function looksLikeJson(bytes: Uint8Array): boolean {
  const spaces = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);
  const first = bytes.find((byte) => !spaces.has(byte));
  return first === 0x5b || first === 0x7b;
}
