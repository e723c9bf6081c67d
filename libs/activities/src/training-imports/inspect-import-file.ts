import { TextDecoder } from 'node:util';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { detectFormat, type FormatDetection } from '@understudy/domain/training-center/import/detect-format';
import { inspectBytes, type ByteInspection } from '@understudy/domain/training-center/import/inspect-bytes';
import { shapeOf, type RecordShape } from '@understudy/domain/training-center/import/record-shape';
import {
  isBlankRow,
  isSeparatorLine,
  layoutOf,
  type TableDelimiter,
  type TableLayout,
} from '@understudy/domain/training-center/import/table-layout';
import { isBroken, TableRows, type ReadRow } from './table-rows.ts';

/** Text that can be read. */
export type TextEncoding = Extract<ByteInspection, { kind: 'text' }>['encoding'];

/** A format that can be read; a table's layout is told by its first rows, once for its preview and its import. */
export type KnownFormat =
  | Extract<FormatDetection, { kind: 'json' }>
  | (Extract<FormatDetection, { kind: 'table' }> & {
      layout: TableLayout;
      /** The form of its records where they are not read by the names of their columns. */
      shape: RecordShape | null;
    });

/** A file by its first bytes. */
export type InspectedFile =
  | { kind: 'gzip' }
  | { kind: 'parquet' }
  | { kind: 'text'; encoding: TextEncoding; sample: string; format: KnownFormat };

/** The beginning of a file. */
export type FileHead = { bytes: Uint8Array; isComplete: boolean; name: string };

/**
 * Tells what a file is by its beginning.
 *
 * @param known the encoding of the file, where all of it has been looked through
 * @throws UnderstudyError `file_empty`, `file_type_unsupported`, `file_unreadable`, with what to do
 */
export function inspectImportFile(
  { bytes, isComplete, name }: FileHead,
  known?: TextEncoding,
): InspectedFile {
  const inspection = inspectBytes(bytes, isComplete);
  if (inspection.kind === 'refused') throw refusal(inspection.code, inspection, name);
  if (inspection.kind !== 'text') return inspection;
  const encoding = known ?? inspection.encoding;
  const sample = decoderFor(encoding).decode(bytes, { stream: !isComplete });
  const format = detectFormat(sample, isComplete, name.replace(/\.gz$/i, ''));
  if (format.kind === 'unknown') {
    throw refusal(sample.trim() === '' ? 'file_empty' : 'file_type_unsupported', format, name);
  }
  if (format.kind === 'json') return { kind: 'text', encoding, sample, format };
  return {
    kind: 'text',
    encoding,
    sample,
    format: { ...format, ...layoutIn(sample, format.delimiter) },
  };
}

/** Rows by which a table's layout is told. */
const sampledRows = 50;

/**
 * The last row of a sample may be cut off: for the layout it counts only where it is the only one, or ends with a line. The form
 * of the records is told by the first of them.
 */
function layoutIn(
  sample: string,
  delimiter: TableDelimiter,
): { layout: TableLayout; shape: RecordShape | null } {
  const rows = new TableRows(delimiter);
  const [whole, last] = [cellsOf(rows.push(sample)), cellsOf(rows.end())];
  const [first = [], ...following] = (whole.length === 0 ? last : whole)
    .filter((cells, index) => index > 0 || !isSeparatorLine(cells))
    .slice(0, sampledRows);
  const layout = layoutOf(first, following);
  const row = layout.hasHeader ? (following[0] ?? last[0]) : first;
  if (layout.usable || row === undefined) return { layout, shape: null };
  return {
    layout,
    shape: shapeOf(Object.fromEntries(layout.columns.map((name, index) => [name, row[index] ?? '']))),
  };
}

const cellsOf = (rows: readonly ReadRow[]): (readonly string[])[] =>
  rows.flatMap((row) => (isBroken(row) || isBlankRow(row.cells) ? [] : [row.cells]));

/** A decoder that leaves the byte order mark to whoever reads the text, and replaces what is no character. */
export function decoderFor(encoding: TextEncoding): TextDecoder {
  return new TextDecoder(encoding, { ignoreBOM: true });
}

function refusal(
  code: 'file_empty' | 'file_type_unsupported' | 'file_unreadable',
  { reason, advice }: { reason: string; advice: string },
  file: string,
): UnderstudyError {
  const message = `${reason} ${advice}`;
  return new UnderstudyError(code, message, { faults: [{ field: 'file', message, code, file }] });
}
