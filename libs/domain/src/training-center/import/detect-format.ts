import { jsonCharacter as is, skipJsonSpace } from './json-characters.ts';
import { containerOf } from './json-container.ts';
import { contentOfRow } from './dataset-row.ts';
import { suggestMapping, type MappingSuggestion } from './field-mapping.ts';
import type { JsonContainer } from './json-import.ts';
import { JsonElementSplitter } from './json-element-splitter.ts';
import {
  isOversized,
  isPassedOver,
  LineSplitter,
  type SplitRecord,
  type TextRecord,
} from './line-splitter.ts';
import { readJsonText } from './read-json-text.ts';
import { recordShapes, shapeOf, type RecordShape } from './record-shape.ts';
import { splitJoinedLine } from './split-joined-line.ts';
import { detectDelimiter, type TableDelimiter } from './table-layout.ts';
import { isRecord, type ForeignRecord } from './take-text.ts';

/** What a file is, by a sample of its text. */
export type FormatDetection =
  | {
      kind: 'json';
      container: JsonContainer;
      /** The form that most records of the sample have; null where they need a mapping. */
      shape: RecordShape | null;
      /** How many records of the sample have which form. */
      shapes: Partial<Record<RecordShape | 'unknown', number>>;
      /** Fields of the sample's records in the order in which they come up. */
      fields: string[];
      suggestion: MappingSuggestion;
    }
  | { kind: 'table'; delimiter: TableDelimiter }
  | { kind: 'unknown'; reason: string; advice: string };

const ADVICE = 'Upload JSON Lines, a JSON list of records, or CSV with a header.';
const SAMPLED_RECORDS = 200;

/**
 * Tells the format of a file by its content. The name decides only between a table and nothing known, where the text has one
 * column.
 * @param sample the decoded text from the file's beginning, 64 KB or the whole of it
 * @param isComplete whether the sample is the whole file
 */
export function detectFormat(sample: string, isComplete: boolean, fileName = ''): FormatDetection {
  const text = sample.startsWith('\uFEFF') ? sample.slice(1) : sample;
  const first = text.charCodeAt(skipJsonSpace(text, 0));
  if (Number.isNaN(first)) return unknown('The file has no text.', 'Choose another file.');
  if (first === is.listOpen || first === is.objectOpen || first === is.recordSeparator)
    return detectJson(sample, isComplete);
  const delimiter = detectDelimiter(text, isComplete);
  if (delimiter !== null) return { kind: 'table', delimiter };
  if (/\.csv$/i.test(fileName)) return { kind: 'table', delimiter: ',' };
  return unknown('The file is neither JSON nor a table.', ADVICE);
}

const unknown = (reason: string, advice: string): FormatDetection => ({ kind: 'unknown', reason, advice });

function detectJson(sample: string, isComplete: boolean): FormatDetection {
  const container = containerOf(sample, isComplete);
  const records = sampleRecords(sample, container, isComplete);
  if (records.length === 0) {
    // Nothing in the sample can be read; reading the file will say why, record by record.
    return { kind: 'json', container, shape: null, shapes: {}, fields: [], suggestion: suggestMapping([]) };
  }
  const shapes: Partial<Record<RecordShape | 'unknown', number>> = {};
  for (const record of records) {
    const shape = shapeOf(record) ?? 'unknown';
    shapes[shape] = (shapes[shape] ?? 0) + 1;
  }
  const fields = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return {
    kind: 'json',
    container,
    shape: mostFrequent(shapes),
    shapes,
    fields,
    suggestion: suggestMapping(fields),
  };
}

function mostFrequent(shapes: Partial<Record<RecordShape | 'unknown', number>>): RecordShape | null {
  const found = recordShapes.filter((shape) => shapes[shape] !== undefined);
  return found.toSorted((one, other) => (shapes[other] ?? 0) - (shapes[one] ?? 0))[0] ?? null;
}

function sampleRecords(sample: string, container: JsonContainer, isComplete: boolean): ForeignRecord[] {
  const splitter = container.kind === 'lines' ? new LineSplitter() : new JsonElementSplitter(container.place);
  const records: SplitRecord[] = [...splitter.push(sample), ...(isComplete ? splitter.end() : [])];
  return records.slice(0, SAMPLED_RECORDS).flatMap((record) => {
    if (isOversized(record) || isPassedOver(record)) return [];
    const whole = contentsOf(record);
    return whole.length > 0 ? whole : (splitJoinedLine(record) ?? []).flatMap(contentsOf);
  });
}

function contentsOf(record: TextRecord): ForeignRecord[] {
  const json = readJsonText(record);
  const content = json.ok ? contentOfRow(json.value).record : null;
  return isRecord(content) ? [content] : [];
}
