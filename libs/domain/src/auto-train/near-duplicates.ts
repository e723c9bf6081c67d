import { wordsOf } from '../conversations/words.ts';
import { hashWords, mix32 } from './seeded-random.ts';

/** Texts at least this alike, by the Jaccard coefficient of their shingles, are near-duplicates. */
export const nearDuplicateSimilarity = 0.8;

/** Words of a shingle. Changing one word of a story of 100 changes 3 of its 98 shingles: a similarity of 0.94. */
export const shingleWords = 3;

const BANDS = 20;
const ROWS = 6;
const EMPTY = 0xffffffff;

// Both steps of `mix32(shingle ^ key)` are bijections, so each key is a permutation, as the method asks for.
const permutationKeys = Array.from({ length: BANDS * ROWS }, (_, index) => mix32(index + 1));

/** The MinHash of a text: 120 unsigned 32-bit integers, stable across releases. */
export type Signature = readonly number[];

/**
 * The MinHash signature of a text's word shingles: position i holds the smallest image of any shingle under the i-th of
 * 120 permutations of the 32-bit integers (Broder 1997, "On the resemblance and containment of documents"). Letter
 * case, accents and punctuation do not count. A text of fewer than three words is one shingle.
 *
 * Written here because the JavaScript packages for it are unkept, untyped or bound to Node's buffers.
 */
export function signatureOf(text: string): Signature {
  const shingles = shingleHashesOf(wordsOf(text));
  return permutationKeys.map((key) => leastImage(shingles, key));
}

function leastImage(shingles: Uint32Array, key: number): number {
  let least = EMPTY;
  // By index: an iterator makes an object of every number, 60 kB of garbage for each story.
  for (let index = 0; index < shingles.length; index += 1) {
    const image = mix32((shingles[index] ?? 0) ^ key);
    if (image < least) least = image;
  }
  return least;
}

/**
 * An unbiased estimate of the Jaccard coefficient of two texts' shingles, 0 to 1; its standard error at 0.8 is 0.037.
 * @throws RangeError when the signatures are of different lengths
 */
export function similarity(one: Signature, other: Signature): number {
  if (one.length !== other.length || one.length === 0) {
    throw new RangeError('Signatures to be compared have the same length.');
  }
  return one.filter((value, index) => value === other[index]).length / one.length;
}

/** Whether two texts are too much alike to be kept both. */
export function isNearDuplicate(one: Signature, other: Signature): boolean {
  return similarity(one, other) >= nearDuplicateSimilarity;
}

/**
 * Keys under which to look a signature up: 20 strings of 3 to 9 characters, one for each band of 6 rows (Indyk and
 * Motwani 1998; Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", 3.4). Two texts share a key with the
 * probability 1 − (1 − s⁶)²⁰ at a similarity of s: 0.998 at 0.8, 0.27 at 0.5, 0.01 at 0.3. In Postgres: a `text[]`
 * column with a GIN index and the operator `&&`; what it finds is then compared by `similarity`.
 */
export function bandKeys(signature: Signature): string[] {
  return Array.from({ length: BANDS }, (_, band) => {
    const rows = signature.slice(band * ROWS, (band + 1) * ROWS);
    const hash = rows.reduce((key, row) => mix32(key ^ row), band);
    return `${band.toString(36)}-${hash.toString(36)}`;
  });
}

/** One hash for each place in the text; that some come twice changes no minimum. */
function shingleHashesOf(words: readonly string[]): Uint32Array {
  const hashes = new Uint32Array(Math.max(1, words.length - shingleWords + 1));
  return hashes.map((_, start) => hashWords(words, start, start + shingleWords));
}
