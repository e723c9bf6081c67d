import { giveBackPiece, takePiece } from '../downloads/pieces.ts';

const bytesPerUnit = 3;

/** In place of a piece that has yet to be taken. */
const nothing = Buffer.alloc(0);

/**
 * Gathers texts in a piece of a download, encoded as UTF-8. Each is encoded by itself: of one long text with a single character
 * outside of Latin-1, every character would take the slow way (measured: six times as long for 100,000 examples).
 */
export class TextPage {
  #bytes: Buffer = nothing;
  #length = 0;

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

  /** What was gathered since the last time: a piece, or more than fits into one. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#bytes = nothing;
    this.#length = 0;
    return taken;
  }

  #grow(needed: number): void {
    if (needed <= this.#bytes.length) return;
    if (this.#bytes === nothing) this.#bytes = takePiece();
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    giveBackPiece(this.#bytes);
    this.#bytes = larger;
  }
}
