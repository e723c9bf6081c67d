import { csvColumns } from '../export/csv-columns.ts';
import { unescapeFormula } from '../formats/csv-cell.ts';
import type { FieldMapping } from './field-mapping.ts';
import type { ImportNotice } from './import-fault.ts';
import { placeReading, type ImportedRecord } from './imported-record.ts';
import { RecordReader } from './read-record.ts';

/** A row of a table as a CSV reader gives it. */
export type TableRow = {
  cells: readonly string[];
  /** Line on which the row begins, from 1. */
  line: number;
};

/** The columns of a table, and what they feed. */
export type TableImportOptions = {
  columns: readonly string[];
  /** Columns that only count the rows: their numbers are left out. */
  counters?: readonly string[] | undefined;
  /** By default what the columns' names say. */
  mapping?: FieldMapping | undefined;
};

/**
 * Reads the rows of a CSV or TSV file, which a CSV library has cut into cells. Cells that look like formulas are text; an
 * apostrophe that our own export put before one is taken away, which is told by its columns: in all other files it belongs to
 * the text. Blank cells are as good as not there.
 */
export class TableImport {
  readonly #columns: readonly string[];
  readonly #counters: ReadonlySet<string>;
  readonly #records: RecordReader;
  readonly #isOwn: boolean;
  readonly #isTold: boolean;
  #count = 0;

  constructor({ columns, counters = [], mapping }: TableImportOptions) {
    this.#columns = columns;
    this.#counters = new Set(counters);
    this.#isOwn = isOwnExport(columns);
    this.#isTold = this.#isOwn && columns.length < csvColumns.length;
    this.#records = new RecordReader(mapping);
  }

  /** What became of a row. */
  read({ cells, line }: TableRow): ImportedRecord {
    this.#count += 1;
    if (cells.length > this.#columns.length) return this.#wrongCount(cells, line);
    const notices: ImportNotice[] = [];
    const record = Object.fromEntries(
      this.#columns
        .map((column, index): [string, string] => [
          column,
          this.#textOf(cells[index] ?? '', column, line, notices),
        ])
        // What is no number says something, whatever its column began with.
        .filter(([column, cell]) => !this.#counters.has(column) || !/^\s*\d+\s*$/.test(cell)),
    );
    const locate = () => ({ line, column: null });
    return placeReading(this.#records.read(record), this.#count, { line, column: 1 }, locate, notices);
  }

  /** A cell without the apostrophe of our export, which is told unless the header is all of that export's. */
  #textOf(cell: string, field: string, line: number, notices: ImportNotice[]): string {
    const text = this.#isOwn ? unescapeFormula(cell) : cell;
    if (this.#isTold && text !== cell)
      notices.push({ line, column: null, field, code: 'formula_guard_removed', reason: guardRemoved(field) });
    return text;
  }

  #wrongCount(cells: readonly string[], line: number): ImportedRecord {
    const fault = {
      line,
      column: null,
      field: null,
      code: 'column_count',
      reason: `The row has ${String(cells.length)} cells, and the table has ${String(this.#columns.length)} columns.`,
      advice: 'Put cells that hold a comma or a line break into quotation marks.',
    } as const;
    return { ok: false, record: this.#count, line, faults: [fault] };
  }
}

const guardRemoved = (field: string): string =>
  `“${field}” began with an apostrophe before a sign that spreadsheets take for a formula, as our own exports write it; it was taken away.`;

/** Names that hardly anybody else gives to columns. */
const ownNames = new Set<string>(['rejected_response', 'pattern_type', 'quality_score', 'context', 'genre']);

/** Whether a table is one of the CSV files that we export: its columns, of which somebody may have removed or moved some. */
function isOwnExport(columns: readonly string[]): boolean {
  const known = new Set<string>(csvColumns);
  const isKnown = columns.every((name) => known.has(name)) && columns.some((name) => ownNames.has(name));
  return isKnown && columns.includes('instruction') && columns.includes('response');
}
