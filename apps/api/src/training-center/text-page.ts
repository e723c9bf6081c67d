const bytesPerUnit = 3;

/**
 * Gathers texts in a buffer, encoded as UTF-8. Each is encoded by itself: of one long text with a single character outside
 * of Latin-1, every character would take the slow way (measured: six times as long for 100,000 examples).
 */
export class TextPage {
  readonly #expectedBytes: number;
  #bytes: Buffer;
  #length = 0;

  /** @param expectedBytes room to begin with; more is made when it is needed */
  constructor(expectedBytes: number) {
    this.#expectedBytes = expectedBytes;
    this.#bytes = Buffer.allocUnsafe(expectedBytes);
  }

  /** Bytes that were gathered. */
  get length(): number {
    return this.#length;
  }

  append(text: string): void {
    if (text === '') return;
    const most = this.#length + text.length * bytesPerUnit;
    if (most > this.#bytes.length) this.#grow(this.#length + Buffer.byteLength(text));
    this.#length += this.#bytes.write(text, this.#length);
  }

  /** Text that is encoded already: some bytes from one place up to another. */
  appendBytes(bytes: Buffer, from: number, to: number): void {
    this.#grow(this.#length + to - from);
    this.#length += bytes.copy(this.#bytes, this.#length, from, to);
  }

  /** What was gathered since the last time. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#bytes = Buffer.allocUnsafe(this.#expectedBytes);
    this.#length = 0;
    return taken;
  }

  #grow(needed: number): void {
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
