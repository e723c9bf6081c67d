import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FieldMapping } from '@understudy/domain/training-center/import/field-mapping';
import type { ImportedRecord, ImportReader } from '@understudy/domain/training-center/import/imported-record';
import { JsonImport } from '@understudy/domain/training-center/import/json-import';
import { TableImport } from '@understudy/domain/training-center/import/table-import';
import { isBlankRow, isRule, isSeparatorLine } from '@understudy/domain/training-center/import/table-layout';
import { decoderFor, type KnownFormat } from './inspect-import-file.ts';
import type { DetectedFile } from './open-import-file.ts';
import { isBroken, TableRows, toFaultyRecord, type ReadRow } from './table-rows.ts';

/** Characters that are read at once: some 20 records, so that nobody waits for the end of a large piece. */
const charactersPerPiece = 16_384;
/** Milliseconds of reading after which other work of this process gets its turn. */
const turnMs = 15;

/**
 * What became of the records of a file, in their order, as they are read. Holds one record and one piece of the file.
 *
 * @param mapping a person's own choice of what feeds what; null: by the names of each record's fields
 */
export async function* readRecords(
  bytes: AsyncIterable<Uint8Array>,
  { encoding, format }: Pick<DetectedFile, 'encoding' | 'format'>,
  mapping: FieldMapping | null,
): AsyncGenerator<ImportedRecord[], void, void> {
  const reader = readerFor(format, mapping);
  const decoder = decoderFor(encoding);
  let turnEnds = performance.now() + turnMs;
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk, { stream: true });
    for (let from = 0; from < text.length; from += charactersPerPiece) {
      yield reader.push(text.slice(from, from + charactersPerPiece));
      if (performance.now() < turnEnds) continue;
      await nextTurn();
      turnEnds = performance.now() + turnMs;
    }
  }
  yield reader.push(decoder.decode());
  yield reader.end();
}

/** A reader for a file of a format. */
export function readerFor(format: KnownFormat, mapping: FieldMapping | null): ImportReader {
  if (format.kind === 'table') return tableReader(format, mapping);
  return new JsonImport({ container: format.container, ...(mapping === null ? {} : { mapping }) });
}

/**
 * The header, if the table has one, is no record, and neither is a line above it that says what divides the cells or what the
 * table is called, nor a row of blank cells.
 */
function tableReader(
  { delimiter, layout }: Extract<KnownFormat, { kind: 'table' }>,
  mapping: FieldMapping | null,
): ImportReader {
  const rows = new TableRows(delimiter);
  const table = new TableImport({ ...layout, mapping: mapping ?? layout.mapping });
  let isFirst = true;
  let isTitleNext = layout.hasTitle;
  let isHeaderNext = layout.hasHeader;
  let count = 0;
  const read = (row: ReadRow): ImportedRecord[] => {
    if (isBroken(row)) return [toFaultyRecord(row, (count += 1))];
    if (isBlankRow(row.cells)) return [];
    const isSeparator = isFirst && isSeparatorLine(row.cells);
    isFirst = false;
    if (isSeparator) return [];
    if (isTitleNext) {
      isTitleNext = false;
      return [];
    }
    if (isHeaderNext) {
      isHeaderNext = false;
      return [];
    }
    if (count === 0 && delimiter === '|' && isRule(row.cells)) return [];
    return [{ ...table.read(row), record: (count += 1) }];
  };
  return { push: (text) => rows.push(text).flatMap(read), end: () => rows.end().flatMap(read) };
}
