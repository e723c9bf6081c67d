const bytesPerUnit = 3;

/**
 * Gathers texts in a buffer, encoded as UTF-8. Each is encoded by itself: of one long text with a single character outside
 * of Latin-1, every character would take the slow way (measured: six times as long for 100,000 examples).
 */
export class TextPage {
  #bytes: Buffer;
  #length = 0;

  /** @param expectedBytes room to begin with; more is made when it is needed */
  constructor(expectedBytes: number) {
    this.#bytes = Buffer.allocUnsafe(expectedBytes);
  }

  append(text: string): void {
    const most = this.#length + text.length * bytesPerUnit;
    if (most > this.#bytes.length) this.#grow(this.#length + Buffer.byteLength(text));
    this.#length += this.#bytes.write(text, this.#length);
  }

  /** What was gathered. The page is not used any more. */
  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  #grow(needed: number): void {
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
