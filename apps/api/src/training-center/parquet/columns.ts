import { makeData, Bool, Float64, Int32, Utf8, type Data, type List } from 'apache-arrow';
import { Bits } from './bits.ts';

/**
 * A column of the record batch that is being gathered. Its values come in order, each with the place it has; whatever no value
 * came for is null.
 */
export interface Column {
  /** The first `length` values. Valid until the next change. */
  readonly view: (length: number) => Data;
  /** Makes room for the next record batch. */
  readonly clear: () => void;
}

const utf8 = new Utf8();
const expectedValues = 4_096;

/** Texts, in UTF-8. */
export class TextColumn implements Column {
  #bytes: Buffer<ArrayBuffer> = Buffer.allocUnsafeSlow(expectedValues);
  #end = 0;
  #offsets = new Offsets();
  #present = new Bits();

  /** Bytes of all texts. */
  get size(): number {
    return this.#end;
  }

  append(index: number, text: string): void {
    this.#makeRoom(Buffer.byteLength(text));
    const from = this.#end;
    this.#end += this.#bytes.write(text, from);
    this.#note(index, from);
  }

  /** A text that is encoded already: some bytes from one place up to another. */
  appendBytes(index: number, bytes: Buffer, from: number, to: number): void {
    this.#makeRoom(to - from);
    const start = this.#end;
    this.#end += bytes.copy(this.#bytes, start, from, to);
    this.#note(index, start);
  }

  view(length: number): Data {
    return makeData({
      type: utf8,
      length,
      nullCount: length - this.#present.count,
      nullBitmap: this.#present.view(length),
      valueOffsets: this.#offsets.view(length, this.#end),
      data: this.#bytes.subarray(0, this.#end),
    });
  }

  clear(): void {
    this.#end = 0;
    this.#offsets.clear();
    this.#present.clear();
  }

  #note(index: number, start: number): void {
    this.#offsets.begin(index, start);
    this.#present.set(index);
  }

  #makeRoom(bytes: number): void {
    const needed = this.#end + bytes;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.#bytes.length));
    this.#bytes.copy(larger, 0, 0, this.#end);
    this.#bytes = larger;
  }
}

/** Numbers with a fraction, or whole ones of 32 bits. */
export class NumberColumn implements Column {
  readonly #type: Float64 | Int32;
  #values: Float64Array | Int32Array;
  #present = new Bits();

  constructor(type: Float64 | Int32) {
    this.#type = type;
    this.#values = this.#room(expectedValues);
  }

  append(index: number, value: number): void {
    if (index >= this.#values.length) this.#grow(index + 1);
    this.#values[index] = value;
    this.#present.set(index);
  }

  view(length: number): Data {
    if (length > this.#values.length) this.#grow(length);
    const [nullCount, nullBitmap] = [length - this.#present.count, this.#present.view(length)];
    const data = this.#values.subarray(0, length);
    return data instanceof Int32Array
      ? makeData({ type: new Int32(), length, nullCount, nullBitmap, data })
      : makeData({ type: new Float64(), length, nullCount, nullBitmap, data });
  }

  clear(): void {
    this.#present.clear();
  }

  #room(values: number): Float64Array | Int32Array {
    return this.#type instanceof Int32 ? new Int32Array(values) : new Float64Array(values);
  }

  #grow(values: number): void {
    const larger = this.#room(Math.max(values, 2 * this.#values.length));
    larger.set(this.#values);
    this.#values = larger;
  }
}

/** Truths. */
export class BooleanColumn implements Column {
  #values = new Bits();
  #present = new Bits();

  append(index: number, value: boolean): void {
    if (value) this.#values.set(index);
    this.#present.set(index);
  }

  view(length: number): Data {
    const [nullCount, nullBitmap] = [length - this.#present.count, this.#present.view(length)];
    return makeData({ type: new Bool(), length, nullCount, nullBitmap, data: this.#values.view(length) });
  }

  clear(): void {
    this.#values.clear();
    this.#present.clear();
  }
}

/** Lists: which of the elements that follow each other belong to which. */
export class ListPlaces {
  #offsets = new Offsets();
  #present = new Bits();

  /** A list whose elements begin at one and go up to the next one's. */
  append(index: number, firstElement: number): void {
    this.#offsets.begin(index, firstElement);
    this.#present.set(index);
  }

  view(type: List, length: number, elements: Data): Data {
    return makeData({
      type,
      length,
      nullCount: length - this.#present.count,
      nullBitmap: this.#present.view(length),
      valueOffsets: this.#offsets.view(length, elements.length),
      child: elements,
    });
  }

  clear(): void {
    this.#offsets.clear();
    this.#present.clear();
  }
}

/** Where each value of a column begins in what is behind it; it ends where the next one begins. */
class Offsets {
  #starts = new Int32Array(expectedValues);
  #length = 0;

  /** What lies between the last value and this one takes no room. */
  begin(index: number, start: number): void {
    this.#fill(index, start);
    this.#starts[index] = start;
    this.#length = index + 1;
  }

  view(length: number, end: number): Int32Array {
    this.#fill(length, end);
    this.#starts[length] = end;
    return this.#starts.subarray(0, length + 1);
  }

  clear(): void {
    this.#length = 0;
  }

  #fill(to: number, start: number): void {
    if (to >= this.#starts.length) {
      const larger = new Int32Array(Math.max(to + 1, 2 * this.#starts.length));
      larger.set(this.#starts);
      this.#starts = larger;
    }
    this.#starts.fill(start, this.#length, to);
  }
}
