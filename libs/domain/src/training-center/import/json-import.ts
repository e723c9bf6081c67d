import { importLimits } from '../examples/example-rules.ts';
import { contentOfRow } from './dataset-row.ts';
import type { FieldMapping } from './field-mapping.ts';
import { placeReading, type ImportedRecord, type ImportReader } from './imported-record.ts';
import { JsonElementSplitter, type ElementPlace } from './json-element-splitter.ts';
import {
  isOversized,
  isPassedOver,
  LineSplitter,
  type OversizedRecord,
  type PassedOverList,
  type RecordSplitter,
  type SplitRecord,
} from './line-splitter.ts';
import { locateInJson } from './locate-in-json.ts';
import { readJsonText, type JsonReading } from './read-json-text.ts';
import { RecordReader } from './read-record.ts';
import { splitJoinedLine } from './split-joined-line.ts';
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

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** The number that is written at an offset; empty where none is. */
function numberAt(text: string, offset: number): string {
  NUMBER.lastIndex = offset;
  return NUMBER.exec(text)?.[0] ?? '';
}

/** Reads a JSON Lines or JSON file that comes in pieces. It holds one record at a time. */
export class JsonImport implements ImportReader {
  readonly #splitter: RecordSplitter;
  readonly #records: RecordReader;
  readonly #hasLines: boolean;
  readonly #limit: number;
  #count = 0;

  constructor({ container, mapping, recordCharacters = importLimits.recordCharacters }: JsonImportOptions) {
    this.#records = new RecordReader(mapping);
    this.#limit = recordCharacters;
    this.#hasLines = container.kind === 'lines';
    this.#splitter =
      container.kind === 'lines'
        ? new LineSplitter(recordCharacters)
        : new JsonElementSplitter(container.place, recordCharacters);
  }

  push(chunk: string): ImportedRecord[] {
    return this.#splitter.push(chunk).flatMap((record) => this.#readLine(record));
  }

  end(): ImportedRecord[] {
    return this.#splitter.end().flatMap((record) => this.#readLine(record));
  }

  /** The record of a line, or each of several that were put on it. */
  #readLine(split: SplitRecord): ImportedRecord[] {
    if (!this.#hasLines || isOversized(split) || isPassedOver(split)) return [this.#read(split)];
    const json = readJsonText(split);
    const joined = json.ok || json.fault.code !== 'syntax_error' ? null : splitJoinedLine(split);
    return joined === null ? [this.#read(split, json)] : joined.map((record) => this.#read(record));
  }

  #read(split: SplitRecord, known?: JsonReading): ImportedRecord {
    this.#count += 1;
    if (isOversized(split)) return this.#oversized(split);
    if (isPassedOver(split)) return this.#passedOver(split);
    const json = known ?? readJsonText(split);
    if (!json.ok) return { ok: false, record: this.#count, line: split.line, faults: [json.fault] };
    const { record, path: within, cutOff } = contentOfRow(json.value);
    if (cutOff.length > 0) return this.#cutOff(split, cutOff);
    return placeReading(
      this.#records.read(record, (path) =>
        numberAt(split.text, locateInJson(split.text, [...within, ...path])),
      ),
      this.#count,
      split,
      (path) => positionIn(split.text, locateInJson(split.text, [...within, ...path]), split),
      json.notices,
    );
  }

  #passedOver({ line, column, list }: PassedOverList): ImportedRecord {
    const fault = {
      line,
      column,
      field: list,
      code: 'unknown_format',
      reason: `“${list.slice(0, 60)}” seems to hold records too and was not imported: the file’s records were taken from elsewhere in it.`,
      advice: 'Upload it as a file of its own, or remove it if it holds none.',
    } as const;
    return { ok: false, record: this.#count, line, faults: [fault] };
  }

  #cutOff({ line, column }: SplitRecord, fields: readonly string[]): ImportedRecord {
    const fault = {
      line,
      column,
      field: fields[0] ?? null,
      code: 'invalid_value',
      reason: `The file has only the beginning of ${fields.slice(0, 8).join(', ')}: the datasets server has cut it off.`,
      advice: 'Download the data set itself, as JSON Lines, CSV or Parquet.',
    } as const;
    return { ok: false, record: this.#count, line, faults: [fault] };
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
