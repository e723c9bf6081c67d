import { importLimits } from '../examples/example-rules.ts';
import type { FieldMapping } from './field-mapping.ts';
import { placeReading, type ImportedRecord, type ImportReader } from './imported-record.ts';
import { JsonElementSplitter, type ElementPlace } from './json-element-splitter.ts';
import {
  isOversized,
  LineSplitter,
  type OversizedRecord,
  type RecordSplitter,
  type SplitRecord,
} from './line-splitter.ts';
import { locateInJson } from './locate-in-json.ts';
import { readJsonText } from './read-json-text.ts';
import { RecordReader } from './read-record.ts';
import { positionIn } from './text-position.ts';

/** Where the records of a JSON file are: one on a line, or elements. */
export type JsonContainer = { kind: 'lines' } | { kind: 'elements'; place: ElementPlace };

/** Choices for reading a JSON file. */
export type JsonImportOptions = {
  container: JsonContainer;
  /** A person's own choice of what feeds what. */
  mapping?: FieldMapping | undefined;
  /** Characters of the longest record that is taken. */
  recordCharacters?: number;
};

/** Reads a JSON Lines or JSON file that comes in pieces. It holds one record at a time. */
export class JsonImport implements ImportReader {
  readonly #splitter: RecordSplitter;
  readonly #records: RecordReader;
  readonly #limit: number;
  #count = 0;

  constructor({ container, mapping, recordCharacters = importLimits.recordCharacters }: JsonImportOptions) {
    this.#records = new RecordReader(mapping);
    this.#limit = recordCharacters;
    this.#splitter =
      container.kind === 'lines'
        ? new LineSplitter(recordCharacters)
        : new JsonElementSplitter(container.place, recordCharacters);
  }

  push(chunk: string): ImportedRecord[] {
    return this.#splitter.push(chunk).map((record) => this.#read(record));
  }

  end(): ImportedRecord[] {
    return this.#splitter.end().map((record) => this.#read(record));
  }

  #read(split: SplitRecord): ImportedRecord {
    this.#count += 1;
    if (isOversized(split)) return this.#oversized(split);
    const json = readJsonText(split);
    if (!json.ok) return { ok: false, record: this.#count, line: split.line, faults: [json.fault] };
    return placeReading(
      this.#records.read(json.value),
      this.#count,
      split,
      (path) => positionIn(split.text, locateInJson(split.text, path), split),
      json.notices,
    );
  }

  #oversized({ line, column, characters }: OversizedRecord): ImportedRecord {
    const fault = {
      line,
      column,
      field: null,
      code: 'record_too_long',
      reason: `The record is ${characters.toLocaleString('en')} characters long; at most ${this.#limit.toLocaleString('en')} are taken.`,
      advice: 'Put every record on a line of its own, or divide it.',
    } as const;
    return { ok: false, record: this.#count, line, faults: [fault] };
  }
}
