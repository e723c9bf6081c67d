const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** What is no part of a word; marks that belong to the letter before; characters that are words by themselves. */
const BREAK = 0;
const MARK = -1;
const WORD = -2;

/** Scripts that have no spaces between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

let table: Int32Array | undefined;

/** For each UTF-16 code unit its letter, in lower case and without its accents, or one of the above. Takes 30 ms. */
function buildTable(): Int32Array {
  return Int32Array.from({ length: 65_536 }, (_, code) => {
    // Halves of pairs: letters of rare scripts and emoji. What matters is that the same text gives the same words.
    if (code >= 0xd800 && code < 0xe000) return code;
    const character = String.fromCharCode(code);
    if (unspaced.test(character)) return WORD;
    if (/[\p{Mn}'’]/u.test(character)) return MARK;
    if (!/[\p{L}\p{N}]/u.test(character)) return BREAK;
    const plain = character
      .normalize('NFKD')
      .replace(/\p{Mn}/gu, '')
      .toLowerCase();
    return plain.length === 1 ? plain.charCodeAt(0) : code;
  });
}

/**
 * Writes a 32-bit hash of every word of a text, in their order: FNV-1a over its letters and digits. Letter case, accents,
 * apostrophes and punctuation do not count. Words beyond the room that there is are left out.
 * @returns how many there are
 */
export function hashWords(text: string, hashes: Uint32Array): number {
  const letters = (table ??= buildTable());
  let count = 0;
  let hash = FNV_OFFSET;
  let inWord = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const letter = letters[code] ?? BREAK;
    if (letter > 0) {
      hash = Math.imul(hash ^ letter, FNV_PRIME);
      inWord = true;
    } else if (letter !== MARK) {
      // What is written beyond the end of the array is ignored.
      if (inWord) hashes[count++] = hash;
      if (letter === WORD) hashes[count++] = Math.imul(FNV_OFFSET ^ code, FNV_PRIME);
      hash = FNV_OFFSET;
      inWord = false;
    }
  }
  if (inWord) hashes[count++] = hash;
  return Math.min(count, hashes.length);
}
