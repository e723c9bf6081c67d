const bitsInByte = 8;

/** A bit for each value of a column, as Arrow stores them: all are clear until they are set. */
export class Bits {
  #bytes = new Uint8Array(1_024);
  #set = 0;

  /** How many are set. */
  get count(): number {
    return this.#set;
  }

  /** Sets one that is clear. */
  set(index: number): void {
    const at = index >> 3;
    if (at >= this.#bytes.length) this.#grow(at + 1);
    this.#bytes[at] = (this.#bytes[at] ?? 0) | (1 << (index % bitsInByte));
    this.#set += 1;
  }

  /** The first `length` bits. Valid until the next change. */
  view(length: number): Uint8Array {
    const bytes = Math.ceil(length / bitsInByte);
    if (bytes > this.#bytes.length) this.#grow(bytes);
    return this.#bytes.subarray(0, bytes);
  }

  clear(): void {
    if (this.#set > 0) this.#bytes.fill(0);
    this.#set = 0;
  }

  #grow(bytes: number): void {
    const larger = new Uint8Array(Math.max(bytes, 2 * this.#bytes.length));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
