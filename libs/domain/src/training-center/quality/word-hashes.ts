/** What a UTF-16 code unit is to words: part of one, a mark that belongs to the letter before, a word by itself, or no part. */
const LETTER = 1;
const MARK = 2;
const WORD = 3;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Scripts that have no spaces between words; every character counts as one. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

const kinds = new Uint8Array(65_536);
for (let code = 0; code < kinds.length; code += 1) {
  const character = String.fromCharCode(code);
  if (unspaced.test(character)) kinds[code] = WORD;
  // Halves of pairs: letters of rare scripts and emoji. What matters is that the same text gives the same words.
  else if (/[\p{L}\p{N}]/u.test(character) || (code >= 0xd800 && code < 0xe000)) kinds[code] = LETTER;
  else if (/[\p{Mn}'’]/u.test(character)) kinds[code] = MARK;
}

/**
 * Writes a 32-bit hash of every word of a text, in their order: FNV-1a over its letters and digits. Letter case, accents,
 * apostrophes and punctuation do not count. Words beyond the room that there is are left out.
 * @returns how many there are
 */
export function hashWords(text: string, hashes: Uint32Array): number {
  const plain = plainText(text);
  let count = 0;
  let hash = FNV_OFFSET;
  let inWord = false;
  for (let at = 0; at < plain.length && count < hashes.length; at += 1) {
    const code = plain.charCodeAt(at);
    const kind = kinds[code];
    if (kind === LETTER) {
      // Upper-case ASCII letters differ from lower-case ones in this bit; in digits it is set already.
      hash = Math.imul(hash ^ (code < 128 ? code | 0x20 : code), FNV_PRIME);
      inWord = true;
    } else if (kind !== MARK) {
      if (inWord) {
        hashes[count] = hash;
        count += 1;
        hash = FNV_OFFSET;
        inWord = false;
      }
      if (kind === WORD && count < hashes.length) {
        hashes[count] = Math.imul(FNV_OFFSET ^ code, FNV_PRIME);
        count += 1;
      }
    }
  }
  if (inWord && count < hashes.length) {
    hashes[count] = hash;
    count += 1;
  }
  return count;
}

/** Most texts are ASCII, which needs no preparation; in others accents are taken apart from their letters. */
function plainText(text: string): string {
  for (let at = 0; at < text.length; at += 1) {
    if (text.charCodeAt(at) > 127) return text.normalize('NFKD').toLowerCase();
  }
  return text;
}
