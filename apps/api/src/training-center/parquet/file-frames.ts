const lengthBytes = 4;

/** What comes before a piece of a file on a pipe that many files go through: its length. Without one, a file ends. */
export function frameOf(pieceBytes: number): Buffer {
  const frame = Buffer.allocUnsafe(lengthBytes);
  frame.writeUInt32BE(pieceBytes);
  return frame;
}

/** Takes the pieces of one file out of what comes through such a pipe, in chunks of any size. */
export class FramedFile {
  #frame = Buffer.alloc(0);
  /** Bytes of the piece that are still to come. */
  #missing = 0;
  #isWhole = false;

  /** Whether the file has ended. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** The parts of the file that are in a chunk. */
  *take(chunk: Buffer): Generator<Buffer> {
    let rest = chunk;
    while (rest.length > 0) {
      if (this.#isWhole) throw new RangeError('Something came after the end of the file');
      if (this.#missing === 0) rest = this.#takeFrame(rest);
      const part = rest.subarray(0, this.#missing);
      rest = rest.subarray(part.length);
      this.#missing -= part.length;
      if (part.length > 0) yield part;
    }
  }

  #takeFrame(chunk: Buffer): Buffer {
    const used = lengthBytes - this.#frame.length;
    const frame = Buffer.concat([this.#frame, chunk.subarray(0, used)]);
    if (frame.length < lengthBytes) {
      this.#frame = frame;
    } else {
      this.#frame = Buffer.alloc(0);
      this.#missing = frame.readUInt32BE();
      this.#isWhole = this.#missing === 0;
    }
    return chunk.subarray(used);
  }
}
