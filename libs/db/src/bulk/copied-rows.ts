/**
 * Where the columns of a row are within some bytes: column n from `places[2 * n]` on, up to `places[2 * n + 1]`. A column that
 * is null ends before it begins. Views of each column would be as many objects as a data set has texts.
 */
export type ColumnPlaces = readonly number[];

/** Is told of every row, while it looks at it: `places` are those of the next row afterwards. */
export type RowVisitor = (bytes: Buffer, places: ColumnPlaces) => void;

const signatureBytes = 11;
const flagsBytes = 4;
const countBytes = 2;
const lengthBytes = 4;

/** What stands in place of a row's count of columns where there is no further row. */
const end = -1;
/** What stands in place of a column's length where the column is null. */
const isNull = -1;

/** What comes before the first row: the signature, no flags, and no extension of the header. */
export const copyHeader = Buffer.concat([
  Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'),
  Buffer.alloc(flagsBytes + lengthBytes),
]);

/** What comes after the last row. */
export const copyTrailer = Buffer.from([0xff, 0xff]);

/**
 * The rows of a copy, which comes in pieces of any size, without `copyHeader` and `copyTrailer`.
 *
 * @throws RangeError where it begins otherwise, or is too short to be one
 */
export async function* rowsOfCopy(copy: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let begun = Buffer.alloc(0);
  const held: Buffer[] = [];
  let heldBytes = 0;
  for await (const piece of copy) {
    const missing = copyHeader.length - begun.length;
    if (missing > 0) begun = Buffer.concat([begun, piece.subarray(0, missing)]);
    const rows = piece.subarray(Math.max(missing, 0));
    held.push(rows);
    heldBytes += rows.length;
    // The last bytes are the trailer, wherever pieces end.
    for (
      let [next] = held;
      next !== undefined && heldBytes - next.length >= copyTrailer.length;
      [next] = held
    ) {
      heldBytes -= next.length;
      held.shift();
      if (next.length > 0) yield next;
    }
  }
  if (!begun.equals(copyHeader) || heldBytes < copyTrailer.length)
    throw new RangeError('This is no copy of rows');
  const last = Buffer.concat(held);
  if (last.length > copyTrailer.length) yield last.subarray(0, -copyTrailer.length);
}

/**
 * Takes the rows out of what PostgreSQL's `COPY … WITH (FORMAT binary)` sends, in pieces of any size (PostgreSQL,
 * "COPY", section "Binary Format").
 */
export class CopiedRows {
  readonly #visit: RowVisitor;
  readonly #places: number[] = [];
  /** What the last pieces ended with: the beginning of a row. */
  #rest: Buffer[] = [];
  #restBytes = 0;
  /** So many bytes have to be there before it is worth looking at the rest. */
  #needed = signatureBytes + flagsBytes + lengthBytes;
  #isInRows = false;

  constructor(visit: RowVisitor) {
    this.#visit = visit;
  }

  /** Whether the last row has come, and what comes after it. */
  get isOver(): boolean {
    return this.#needed === Infinity;
  }

  /** Visits the rows that end in a piece. */
  push(piece: Buffer): void {
    let bytes = piece;
    // Only the row that began before the piece is copied together; the others are looked at where they are.
    while (this.#restBytes > 0 || !this.#isInRows) {
      const missing = this.#needed - this.#restBytes;
      this.#rest.push(bytes.subarray(0, missing));
      this.#restBytes += Math.min(missing, bytes.length);
      bytes = bytes.subarray(missing);
      if (this.#restBytes < this.#needed) return;
      this.#keep(this.#visitRows(Buffer.concat(this.#rest)));
    }
    this.#keep(this.#visitRows(bytes));
  }

  #keep(rest: Buffer): void {
    this.#rest = rest.length === 0 ? [] : [rest];
    this.#restBytes = rest.length;
  }

  /** Visits the rows that are there as a whole, and returns what comes behind them. */
  #visitRows(bytes: Buffer): Buffer {
    let used = this.#isInRows ? 0 : headerOf(bytes);
    this.#isInRows = true;
    for (;;) {
      const next = this.#readRow(bytes, used);
      if (next > bytes.length) {
        this.#needed = next - used;
        return bytes.subarray(used);
      }
      this.#visit(bytes, this.#places);
      used = next;
    }
  }

  /** Where the next row begins; if that is behind the bytes, so many of them are needed to know more. */
  #readRow(bytes: Buffer, from: number): number {
    let at = from + countBytes;
    if (at > bytes.length) return at;
    const columns = bytes.readInt16BE(from);
    if (columns === end) return Infinity;
    for (let column = 0; column < columns; column += 1) {
      if (at + lengthBytes > bytes.length) return at + lengthBytes;
      const length = bytes.readInt32BE(at);
      at += lengthBytes;
      this.#places[2 * column] = at;
      this.#places[2 * column + 1] = at + length;
      if (length !== isNull) at += length;
    }
    return at;
  }
}

function headerOf(bytes: Buffer): number {
  const extension = bytes.readInt32BE(signatureBytes + flagsBytes);
  return signatureBytes + flagsBytes + lengthBytes + extension;
}
