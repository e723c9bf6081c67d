import { nearDuplicateSimilarity, shingleWords } from '../../auto-train/near-duplicates.ts';
import { mix32 } from '../../auto-train/seeded-random.ts';
import { hashWords } from './word-hashes.ts';

/** Bins of a signature. */
const BINS = 64;
const BANDS = 12;
const ROWS = 5;
/** Entries of one bucket that are compared, and that are kept: what is mostly the same phrases fills buckets without end. */
const MOST_PER_BUCKET = 8;
/** Words of a text that count: 100 pages. */
const MOST_WORDS = 50_000;
/** Texts that there is room for at first. */
const FIRST_ROOM = 1_024;
const HIGHEST_LOAD = 0.8;
/** How much more room for signatures is made at a time: they are two fifths of the memory. */
const GROWTH = 1.25;
const EMPTY = 0xffffffff;
/** An odd number without a pattern: 2³² by the golden ratio. */
const SPREAD = 0x9e3779b1;
/** Bins that agree by accident: they are stored in 8 bits. */
const ACCIDENT = 1 / 256;

/** Bins that two signatures must have the same for an estimated Jaccard coefficient of 0.8. */
const leastEqualBins = Math.ceil(
  BINS * (nearDuplicateSimilarity + (1 - nearDuplicateSimilarity) * ACCIDENT) - 1e-9,
);

/**
 * Finds texts that are nearly the same as an earlier one, by the Jaccard coefficient of their shingles of three words, in a
 * few microseconds and some 150 bytes for each text; the texts themselves are not kept.
 *
 * The signature of a text is a MinHash by one permutation (Li, Owen and Zhang 2012, "One Permutation Hashing"): its
 * shingles' hashes fall into 64 bins, of which each keeps its smallest. Bins that stay empty borrow from others
 * (Shrivastava 2017, "Optimal Densification for Fast and Accurate Minwise Hashing"). 8 bits of each bin are kept (Li and
 * König 2010, "b-Bit Minwise Hashing"). Texts are compared when one of 12 bands of 5 bins is the same: with a probability
 * of 0.99 at a similarity of 0.8, of 0.32 at 0.5. The estimate's standard error at 0.8 is 0.05.
 */
export class NearDuplicateIndex {
  readonly #bins = new Uint32Array(BINS);
  readonly #words = new Uint32Array(MOST_WORDS);
  readonly #signature = new Uint8Array(BINS);
  /** Signatures of all texts, one after the other. */
  #signatures = new Uint8Array(FIRST_ROOM * BINS);
  /** Open addressing with linear probing: numbers of texts, from 1, by the hash of a band. */
  #slots = new Uint32Array(slotsFor(FIRST_ROOM));
  #size = 0;
  #used = 0;

  /** Texts that were added: those that were not like an earlier one. */
  get size(): number {
    return this.#size;
  }

  /** Bytes that the texts take up. */
  get bytes(): number {
    return this.#signatures.byteLength + this.#slots.byteLength;
  }

  /** Whether a text is nearly the same as an earlier one. One that is not is added, to be compared with later ones. */
  add(text: string): boolean {
    return this.addOrFind(text) !== null;
  }

  /**
   * As `add`, and tells which: the number of an earlier text that this one is like, from 0 in the order in which texts were
   * added; null where the text was added.
   */
  addOrFind(text: string): number | null {
    if (!this.#sign(text)) return null;
    const earlier = this.#find();
    if (earlier === null) this.#insert();
    return earlier;
  }

  /** Computes the signature; false for a text without any word. */
  #sign(text: string): boolean {
    const words = hashWords(text, this.#words);
    if (words === 0) return false;
    const bins = this.#bins.fill(EMPTY);
    const hashes = this.#words;
    // Shingles of three words; a text of fewer is one shingle, with zeros in their place.
    hashes.fill(0, words, words + shingleWords);
    let [first = 0, second = 0] = hashes;
    for (let at = shingleWords - 1; at < Math.max(words, shingleWords); at += 1) {
      const third = hashes[at] ?? 0;
      const hash = mix32(Math.imul(Math.imul(first, SPREAD) ^ second, SPREAD) ^ third);
      const bin = hash >>> 26;
      const value = hash & 0x3ffffff;
      if (value < (bins[bin] ?? 0)) bins[bin] = value;
      first = second;
      second = third;
    }
    for (let bin = 0; bin < BINS; bin += 1) this.#signature[bin] = mix32(densified(bins, bin));
    return true;
  }

  #find(): number | null {
    const mask = this.#slots.length - 1;
    for (let band = 0; band < BANDS; band += 1) {
      let seen = 0;
      for (let slot = bandHash(this.#signature, band) & mask; ; slot = (slot + 1) & mask) {
        const number = this.#slots[slot] ?? 0;
        if (number === 0 || seen === MOST_PER_BUCKET) break;
        if (!this.#sharesBand(number - 1, band)) continue;
        if (this.#isLike(number - 1)) return number - 1;
        seen += 1;
      }
    }
    return null;
  }

  #sharesBand(number: number, band: number): boolean {
    const offset = number * BINS;
    for (let row = band * ROWS; row < (band + 1) * ROWS; row += 1) {
      if (this.#signatures[offset + row] !== this.#signature[row]) return false;
    }
    return true;
  }

  #isLike(number: number): boolean {
    const offset = number * BINS;
    let equal = 0;
    for (let bin = 0; bin < BINS; bin += 1) {
      if (this.#signatures[offset + bin] === this.#signature[bin]) equal += 1;
    }
    return equal >= leastEqualBins;
  }

  #insert(): void {
    if ((this.#size + 1) * BINS > this.#signatures.length) {
      const larger = new Uint8Array(Math.ceil(this.#size * GROWTH) * BINS);
      larger.set(this.#signatures);
      this.#signatures = larger;
    }
    this.#signatures.set(this.#signature, this.#size * BINS);
    this.#size += 1;
    if (this.#used + BANDS > this.#slots.length * HIGHEST_LOAD) this.#growSlots();
    else this.#enter(this.#size - 1);
  }

  #growSlots(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    this.#used = 0;
    for (let number = 0; number < this.#size; number += 1) {
      this.#signature.set(this.#signatures.subarray(number * BINS, (number + 1) * BINS));
      this.#enter(number);
    }
  }

  /** Enters the text of the current signature under each of its bands. */
  #enter(number: number): void {
    const mask = this.#slots.length - 1;
    for (let band = 0; band < BANDS; band += 1) {
      let seen = 0;
      let slot = bandHash(this.#signature, band) & mask;
      for (; seen < MOST_PER_BUCKET && this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
        if (this.#sharesBand((this.#slots[slot] ?? 0) - 1, band)) seen += 1;
      }
      if (seen === MOST_PER_BUCKET) continue;
      this.#slots[slot] = number + 1;
      this.#used += 1;
    }
  }
}

/** Slots for a number of texts: a power of two. */
function slotsFor(texts: number): number {
  return 2 ** Math.ceil(Math.log2((texts * BANDS) / HIGHEST_LOAD));
}

function bandHash(signature: Uint8Array, band: number): number {
  let hash = band + 1;
  for (let row = band * ROWS; row < (band + 1) * ROWS; row += 1) {
    hash = Math.imul(hash ^ (signature[row] ?? 0), SPREAD);
    hash ^= hash >>> 15;
  }
  return mix32(hash);
}

/** The value of a bin; of an empty one that of another, which both of two texts choose alike. */
function densified(bins: Uint32Array, bin: number): number {
  let value = bins[bin] ?? EMPTY;
  for (let attempt = 1; value === EMPTY; attempt += 1) {
    value = bins[mix32(Math.imul(bin + 1, 0x85ebca6b) + attempt) >>> 26] ?? EMPTY;
  }
  return value;
}
