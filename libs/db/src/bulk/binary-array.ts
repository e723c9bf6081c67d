/** OIDs of element types (PostgreSQL, `pg_type.dat`). */
const oids = { uuid: 2950, int4: 23, text: 25, jsonb: 3802, float4: 700 } as const;

/** Types that an array can have. */
export type BinaryArrayType = keyof typeof oids;

/** Dimensions, whether there are nulls, OID of the elements, length, lower bound: 32 bits each. */
const headerBytes = 20;
const firstBytes = 4_096;
/** Bytes that a UTF-16 code unit takes in UTF-8 at most. */
const bytesPerUnit = 3;
/** Version of the binary form of jsonb. */
const jsonbVersion = 1;

/**
 * An array of one dimension in PostgreSQL's binary form (`array_recv`), to be sent as a parameter: the driver sends bytes
 * as they are. Nothing has to be quoted here and parsed there, and texts leave the heap as they are added, so that a
 * batch of them is no work for the garbage collector.
 */
export class BinaryArray {
  readonly #type: BinaryArrayType;
  #bytes = Buffer.allocUnsafe(firstBytes);
  #end = headerBytes;
  #length = 0;

  constructor(type: BinaryArrayType) {
    this.#type = type;
  }

  /** Adds an element: numbers for int4 and float4, texts for the others; null for SQL's null. */
  add(value: string | number | null): void {
    this.#length += 1;
    if (value === null) {
      this.#reserve(4);
      this.#end = this.#bytes.writeInt32BE(-1, this.#end);
    } else if (typeof value === 'number') this.#addNumber(value);
    else if (this.#type === 'uuid') this.#addUuid(value);
    else this.#addText(value);
  }

  /** Takes everything out again. The bytes that `finish` gave are written over by what is added then. */
  clear(): void {
    this.#end = headerBytes;
    this.#length = 0;
  }

  /** The array, up to what is added next. */
  finish(): Buffer {
    const header = [1, 1, oids[this.#type], this.#length, 1];
    // An array without elements has no dimension.
    if (this.#length === 0) header.splice(0, 2, 0, 0);
    header.forEach((value, index) => this.#bytes.writeInt32BE(value, index * 4));
    return this.#bytes.subarray(0, this.#length === 0 ? 12 : this.#end);
  }

  #addNumber(value: number): void {
    this.#reserve(8);
    this.#end = this.#bytes.writeInt32BE(4, this.#end);
    this.#end =
      this.#type === 'int4'
        ? this.#bytes.writeInt32BE(value, this.#end)
        : this.#bytes.writeFloatBE(value, this.#end);
  }

  #addUuid(value: string): void {
    this.#reserve(20);
    this.#end = this.#bytes.writeInt32BE(16, this.#end);
    this.#end += this.#bytes.write(value.replaceAll('-', ''), this.#end, 'hex');
  }

  #addText(value: string): void {
    this.#reserve(5 + value.length * bytesPerUnit);
    const start = this.#end + 4;
    const prefix = this.#type === 'jsonb' ? 1 : 0;
    if (prefix > 0) this.#bytes.writeUInt8(jsonbVersion, start);
    const length = prefix + this.#bytes.write(value, start + prefix, 'utf8');
    this.#bytes.writeInt32BE(length, this.#end);
    this.#end = start + length;
  }

  #reserve(bytes: number): void {
    const needed = this.#end + bytes;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#end);
    this.#bytes = larger;
  }
}
