const FIRST_SLOTS = 4_096;
const HIGHEST_LOAD = 0.75;

/**
 * A set of digests, for a hundred thousand of them in 2 MB: of each, 64 bits are kept. That two different ones among a
 * million are taken for the same has a probability of 1 in 37 million.
 */
export class DigestSet {
  /** Open addressing with linear probing: high and low half of each entry; two zeros are an empty slot. */
  #slots = new Uint32Array(FIRST_SLOTS * 2);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /**
   * Adds a digest, and tells whether it is there already.
   * @param digest in hexadecimal, 16 digits at least, of which the first 16 count
   */
  add(digest: string): boolean {
    const high = Number.parseInt(digest.slice(0, 8), 16);
    const low = Number.parseInt(digest.slice(8, 16), 16);
    // The one entry that would look like an empty slot.
    const isThere = this.#enter(high, high === 0 && low === 0 ? 1 : low);
    if (!isThere && this.#size > (this.#slots.length / 2) * HIGHEST_LOAD) this.#grow();
    return isThere;
  }

  #enter(high: number, low: number): boolean {
    const mask = this.#slots.length / 2 - 1;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const [foundHigh, foundLow] = [this.#slots[slot * 2], this.#slots[slot * 2 + 1]];
      if (foundHigh === high && foundLow === low) return true;
      if (foundHigh === 0 && foundLow === 0) {
        this.#slots[slot * 2] = high;
        this.#slots[slot * 2 + 1] = low;
        this.#size += 1;
        return false;
      }
    }
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(before.length * 2);
    this.#size = 0;
    for (let at = 0; at < before.length; at += 2) {
      const [high = 0, low = 0] = before.subarray(at, at + 2);
      if (high !== 0 || low !== 0) this.#enter(high, low);
    }
  }
}
