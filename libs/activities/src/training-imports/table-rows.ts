import { parse, type CsvError } from 'csv-parse';
import { importLimits } from '@understudy/domain/training-center/examples/example-rules';
import type { ImportedRecord } from '@understudy/domain/training-center/import/imported-record';
import type { TableRow } from '@understudy/domain/training-center/import/table-import';
import type { TableDelimiter } from '@understudy/domain/training-center/import/table-layout';

/** A row that could not be cut into cells. */
export type BrokenRow = {
  line: number;
  code: 'syntax_error' | 'record_too_long';
  reason: string;
  advice: string;
};

/** A row of a table, or why it is none. */
export type ReadRow = TableRow | BrokenRow;

/**
 * A quotation mark behind a backslash that by RFC 4180 neither closes a cell nor is written twice: MySQL and others escape
 * so. The parser would cut such cells at their commas and keep their outer quotation marks.
 */
const BACKSLASH_QUOTE = /\\"[^",;\t|\r\n]/;

const escapedByBackslash = {
  code: 'syntax_error',
  reason:
    'Quotation marks in a text are escaped with backslashes, so that it is not certain where its cells end.',
  advice: 'Save the table with quotation marks written twice (""), as RFC 4180 says.',
} as const;

/** Whether a row could not be cut into cells. */
export function isBroken(row: ReadRow): row is BrokenRow {
  return 'reason' in row;
}

/** Cuts the text of a CSV or TSV file, which comes in pieces, into rows, in their order. It holds one row at a time. */
export class TableRows {
  #rows: ReadRow[] = [];
  #failure: Error | undefined;
  /** Lines before the row that is read. */
  #lines = 0;
  #blankLines = 0;
  /** The end of the text that came last, and whether quotation marks behind backslashes have come up. */
  #tail = '';
  #hasBackslashes = false;
  readonly #parser;

  constructor(delimiter: TableDelimiter) {
    this.#parser = parse({
      delimiter,
      // All three in one file: people put files together.
      record_delimiter: ['\r\n', '\n', '\r'],
      bom: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      max_record_size: importLimits.recordCharacters,
      // Both are called in the order of the rows, which a stream of the good ones would not keep.
      on_record: (cells, { lines, empty_lines: blankLines }) => {
        const line = this.#lineOfRow(lines, blankLines);
        const isEscaped = this.#hasBackslashes && cells.some((cell) => cell.includes('\\"'));
        this.#rows.push(isEscaped ? { line, ...escapedByBackslash } : { cells, line });
        return null;
      },
      on_skip: (error) => {
        this.#rows.push(this.#toBrokenRow(error));
        return undefined;
      },
    });
    this.#parser.on('error', (error) => {
      this.#failure = error;
    });
    // Nothing comes out of the stream itself; it must flow to end.
    this.#parser.resume();
  }

  /** The rows that are complete with this piece of the file. */
  push(text: string): ReadRow[] {
    this.#hasBackslashes ||= BACKSLASH_QUOTE.test(this.#tail + text);
    this.#tail = text.slice(-2);
    this.#parser.write(text);
    return this.#take();
  }

  /** The row that the file ends with, if any. */
  end(): ReadRow[] {
    this.#parser.end();
    return this.#take();
  }

  #take(): ReadRow[] {
    if (this.#failure !== undefined) throw this.#failure;
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  /** The line on which a row began, by the counts at its end. */
  #lineOfRow(lines: number, blankLines: number): number {
    const line = this.#lines + blankLines - this.#blankLines + 1;
    this.#lines = lines;
    this.#blankLines = blankLines;
    return line;
  }

  #toBrokenRow(error: CsvError | undefined): BrokenRow {
    const lines = numberIn(error, 'lines');
    const line = this.#lineOfRow(lines, numberIn(error, 'empty_lines'));
    if (error?.code === 'CSV_MAX_RECORD_SIZE') {
      return {
        line,
        code: 'record_too_long',
        reason: `The row is longer than ${importLimits.recordCharacters.toLocaleString('en')} characters.`,
        advice: 'Look for a quotation mark on this line that is never closed.',
      };
    }
    return {
      line,
      code: 'syntax_error',
      reason:
        error?.code === 'CSV_QUOTE_NOT_CLOSED'
          ? 'A quotation mark is opened in this row, and the file ends before it is closed.'
          : 'The row cannot be divided into cells: its quotation marks do not fit.',
      advice: 'Close it, and write quotation marks that belong to the text twice.',
    };
  }
}

function numberIn(error: CsvError | undefined, field: string): number {
  const value: unknown = error?.[field];
  return typeof value === 'number' ? value : 0;
}

/** What becomes of a row that is broken. */
export function toFaultyRecord({ line, code, reason, advice }: BrokenRow, record: number): ImportedRecord {
  return { ok: false, record, line, faults: [{ line, column: null, field: null, code, reason, advice }] };
}
