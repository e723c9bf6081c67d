import { importLimits } from '../examples/example-rules.ts';

/** A piece of a file that is one record: where it begins, and its text. */
export type TextRecord = { line: number; column: number; text: string };

/** A piece of a file that was too long to be held; its text is gone. */
export type OversizedRecord = { line: number; column: number; characters: number };

/** A list of a file that seems to hold records and is not read, since the records are in another one. */
export type PassedOverList = { line: number; column: number; list: string };

/** What splitters give. */
export type SplitRecord = TextRecord | OversizedRecord | PassedOverList;

/** Whether a record was too long to be held. */
export function isOversized(record: SplitRecord): record is OversizedRecord {
  return 'characters' in record;
}

/** Whether it is no record but a whole list that is not read. */
export function isPassedOver(record: SplitRecord): record is PassedOverList {
  return 'list' in record;
}

/** Takes a file in pieces of any length and gives its records as they are complete. */
export type RecordSplitter = {
  /** The records that are complete with this piece of the file. */
  push(chunk: string): SplitRecord[];
  /** The record that the file ends with, if any. Nothing may be pushed after it. */
  end(): SplitRecord[];
};

/**
 * Splits a file into lines at line feeds; a carriage return before one, and a byte order mark at the beginning of the
 * file, are no part of a line. Lines that are blank are counted and left out. A line that is longer than the limit is
 * skipped to its end and never held.
 */
export class LineSplitter implements RecordSplitter {
  readonly #limit: number;
  #line = 1;
  #held = '';
  #skipped = 0;

  /** @param limit characters of the longest line that is taken */
  constructor(limit: number = importLimits.recordCharacters) {
    this.#limit = limit;
  }

  push(chunk: string): SplitRecord[] {
    const records: SplitRecord[] = [];
    let from = 0;
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', from)) {
      this.#hold(chunk.slice(from, end));
      this.#finish(records);
      from = end + 1;
    }
    this.#hold(chunk.slice(from));
    return records;
  }

  end(): SplitRecord[] {
    const records: SplitRecord[] = [];
    this.#finish(records);
    return records;
  }

  #hold(text: string): void {
    if (this.#skipped === 0 && this.#held.length + text.length <= this.#limit) {
      this.#held += text;
      return;
    }
    this.#skipped += this.#held.length + text.length;
    this.#held = '';
  }

  #finish(records: SplitRecord[]): void {
    const line = this.#line;
    if (this.#skipped > 0) records.push({ line, column: 1, characters: this.#skipped });
    const text = withoutMarks(this.#held, line === 1);
    if (text.trim() !== '') records.push({ line, column: 1, text });
    this.#held = '';
    this.#skipped = 0;
    this.#line += 1;
  }
}

function withoutMarks(text: string, first: boolean): string {
  const from = first && text.startsWith('\uFEFF') ? 1 : 0;
  const to = text.endsWith('\r') ? text.length - 1 : text.length;
  return from === 0 && to === text.length ? text : text.slice(from, to);
}
