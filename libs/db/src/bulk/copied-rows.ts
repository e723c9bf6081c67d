/** The bytes of a row's columns; null for a column that is null. */
export type CopiedRow = readonly (Buffer | null)[];

const signatureBytes = 11;
const flagsBytes = 4;
const countBytes = 2;
const lengthBytes = 4;

/** What stands in place of a row's count of columns where there is no further row. */
const end = -1;
/** What stands in place of a column's length where the column is null. */
const isNull = -1;

/**
 * Takes the rows out of what PostgreSQL's `COPY … WITH (FORMAT binary)` sends, in pieces of any size (PostgreSQL,
 * "COPY", section "Binary Format").
 */
export class CopiedRows {
  #pieces: Buffer[] = [];
  #bytes = 0;
  /** So many bytes have to be there before it is worth looking at them. */
  #needed = signatureBytes + flagsBytes + lengthBytes;
  #isInRows = false;

  /** The rows that end in a piece. They are views of its bytes. */
  push(piece: Buffer): CopiedRow[] {
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    if (this.#bytes < this.#needed) return [];
    const bytes = this.#pieces.length === 1 ? piece : Buffer.concat(this.#pieces);
    const { rows, used, needed } = this.#isInRows ? rowsOf(bytes, 0) : rowsOf(bytes, this.#headerOf(bytes));
    this.#pieces = [bytes.subarray(used)];
    this.#bytes = bytes.length - used;
    this.#needed = needed - used;
    return rows;
  }

  #headerOf(bytes: Buffer): number {
    this.#isInRows = true;
    const extension = bytes.readInt32BE(signatureBytes + flagsBytes);
    return signatureBytes + flagsBytes + lengthBytes + extension;
  }
}

/** Whole rows, the bytes that they have used, and how many bytes there have to be for the next one to be seen. */
function rowsOf(bytes: Buffer, from: number): { rows: CopiedRow[]; used: number; needed: number } {
  const rows: CopiedRow[] = [];
  let used = from;
  for (;;) {
    const read = readRow(bytes, used);
    if ('needed' in read) return { rows, used, needed: read.needed };
    rows.push(read.row);
    used = read.next;
  }
}

function readRow(bytes: Buffer, from: number): { row: CopiedRow; next: number } | { needed: number } {
  let at = from + countBytes;
  if (bytes.length < at) return { needed: at };
  const columns = bytes.readInt16BE(from);
  if (columns === end) return { needed: Infinity };
  const row: (Buffer | null)[] = [];
  for (let column = 0; column < columns; column += 1) {
    if (bytes.length < at + lengthBytes) return { needed: at + lengthBytes };
    const length = bytes.readInt32BE(at);
    at += lengthBytes;
    if (length === isNull) {
      row.push(null);
      continue;
    }
    if (bytes.length < at + length) return { needed: at + length };
    row.push(bytes.subarray(at, at + length));
    at += length;
  }
  return { row, next: at };
}
