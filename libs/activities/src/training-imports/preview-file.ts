import type {
  DetectedFormat,
  ImportPreview,
} from '@understudy/domain/training-center/contracts/import-examples';
import { viewOf } from '@understudy/domain/training-center/examples/example-view';
import { allTurns } from '@understudy/domain/training-center/examples/training-example';
import { suggestMapping, type FieldMapping } from '@understudy/domain/training-center/import/field-mapping';
import type { ImportedRecord } from '@understudy/domain/training-center/import/imported-record';
import {
  fieldsOfShape,
  recordShapeReadings,
  recordShapeTitles,
} from '@understudy/domain/training-center/import/record-shape';
import type { KnownFormat } from './inspect-import-file.ts';
import type { DetectedFile } from './open-import-file.ts';
import { readerFor } from './read-records.ts';

const containerTitles = { jsonl: 'JSON Lines', json: 'JSON', parquet: 'Parquet' };

const shownExamples = 10;
const shownFaults = 20;
/** Characters of a text that are shown. */
const shownCharacters = 2_000;

/** What a file is taken for, and its first records as they would be stored. */
export function previewFile(
  file: DetectedFile,
  mapping: FieldMapping | null,
): { format: DetectedFormat; preview: ImportPreview } {
  const { format, sample, isWholeSample } = file;
  const layout = format.kind === 'table' ? format.layout : null;
  const reader = readerFor(format, mapping);
  const records = [...reader.push(sample), ...(isWholeSample ? reader.end() : [])];
  const suggestion = format.kind === 'json' ? format.suggestion : (layout ?? suggestMapping([]));
  const fields =
    format.kind === 'json'
      ? format.fields
      : (layout?.columns ?? []).filter((column) => layout?.counters.includes(column) !== true);
  const chosen = mapping ?? suggestion.mapping;
  const used = new Set([...Object.values(chosen), ...fieldsOfShape(format.shape)]);
  // Where no record of the sample can be read there is nothing to map: reading the file will say what is wrong.
  const isUnknown =
    format.shape === null && (format.kind === 'json' ? fields.length > 0 : !suggestion.usable);
  return {
    format: describe(file, format, layout?.hasHeader ?? null),
    preview: {
      fields,
      mapping: chosen,
      unmapped: fields.filter((field) => !used.has(field)),
      left_out: layout?.counters ?? [],
      needs_mapping: mapping === null && isUnknown,
      sample: records.flatMap(toSample).slice(0, shownExamples),
      faults: records.flatMap((record) => (record.ok ? [] : record.faults)).slice(0, shownFaults),
    },
  };
}

function describe(file: DetectedFile, format: KnownFormat, hasHeader: boolean | null): DetectedFormat {
  const { shape } = format;
  const reading = (shape === null ? undefined : recordShapeReadings[shape]) ?? null;
  const compressed = file.packing === 'gzip';
  const shared = { reading, compressed, encoding: file.encoding, has_header: hasHeader };
  if (format.kind === 'table') {
    const table = format.delimiter === '\t' ? 'Table (TSV)' : 'Table (CSV)';
    const title = shape === null ? table : `${recordShapeTitles[shape]}, ${table}`;
    return { container: 'csv', shape, title, delimiter: format.delimiter, ...shared };
  }
  const isParquet = file.packing === 'parquet';
  const container = isParquet ? 'parquet' : format.container.kind === 'lines' ? 'jsonl' : 'json';
  const records = format.shape === null ? 'Unknown records' : recordShapeTitles[format.shape];
  const title = `${records}, ${containerTitles[container]}`;
  return { container, shape: format.shape, title, delimiter: null, ...shared };
}

function toSample(record: ImportedRecord): ImportPreview['sample'] {
  if (!record.ok) return [];
  const { instruction, context, response, rejectedResponse } = viewOf(record.example);
  return [
    {
      line: record.line,
      instruction: clip(instruction),
      context: context === null ? null : clip(context),
      response: clip(response),
      rejected_response: rejectedResponse === null ? null : clip(rejectedResponse),
      turns: allTurns(record.example).length,
    },
  ];
}

const clip = (text: string): string =>
  text.length <= shownCharacters ? text : `${text.slice(0, shownCharacters).toWellFormed()} …`;
