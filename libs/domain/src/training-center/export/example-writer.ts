import type { TrainingExample } from '../examples/training-example.ts';
import { csvRow, quotedCsvRow } from '../formats/csv-cell.ts';
import type { TextFormat } from '../formats/example-format.ts';
import { csvCells, csvColumns } from './csv-columns.ts';
import { fitOf, type FitReason } from './format-fit.ts';
import {
  alpacaRecord,
  chatRecord,
  losslessRecord,
  preferenceRecord,
  shareGptRecord,
  type FormatRecord,
} from './format-record.ts';

/** How many examples are in a file as they are, with something left out, and not at all, and why. */
export type ExportTally = {
  whole: number;
  simplified: number;
  leftOut: number;
  /** Examples by reason; an example may have several. */
  reasons: Partial<Record<FitReason, number>>;
};

type Layout = { header: string; separator: string; footer: string };

const lines: Layout = { header: '', separator: '', footer: '' };
const list: Layout = { header: '[\n', separator: ',\n', footer: '\n]\n' };

/** A byte order mark makes Excel read the file as UTF-8. */
const table: Layout = { header: `\uFEFF${csvRow(csvColumns)}`, separator: '', footer: '' };

const layouts: Record<TextFormat, Layout> = {
  jsonl: lines,
  chat: lines,
  preference: lines,
  alpaca: list,
  sharegpt: list,
  csv: table,
};

const records: Record<Exclude<TextFormat, 'csv'>, (example: TrainingExample) => FormatRecord | null> = {
  jsonl: losslessRecord,
  chat: chatRecord,
  preference: preferenceRecord,
  alpaca: alpacaRecord,
  sharegpt: shareGptRecord,
};

/**
 * Writes examples in a text format: `start`, then `write` for every example, then `finish`; the texts one after the other
 * are the file. Holds nothing but counts.
 */
export class ExampleWriter {
  readonly #format: TextFormat;
  readonly #layout: Layout;
  #isFirst = true;
  readonly tally: ExportTally = { whole: 0, simplified: 0, leftOut: 0, reasons: {} };

  constructor(format: TextFormat) {
    this.#format = format;
    this.#layout = layouts[format];
  }

  /** What the file begins with. */
  start(): string {
    return this.#layout.header;
  }

  /** The text of an example; empty for one that the format has no place for. */
  write(example: TrainingExample): string {
    const fit = fitOf(example, this.#format);
    const text = fit.outcome === 'left_out' ? null : textOf(example, this.#format);
    this.#count(text === null ? 'leftOut' : fit.outcome === 'whole' ? 'whole' : 'simplified');
    if (fit.outcome !== 'whole') for (const reason of fit.reasons) this.#note(reason);
    return text === null ? '' : this.separate() + text;
  }

  /** What goes before the next example of the file, whoever writes it. */
  separate(): string {
    const separator = this.#isFirst ? '' : this.#layout.separator;
    this.#isFirst = false;
    return separator;
  }

  /** What the file ends with. */
  finish(): string {
    return this.#layout.footer;
  }

  #count(outcome: 'whole' | 'simplified' | 'leftOut'): void {
    this.tally[outcome] += 1;
  }

  #note(reason: FitReason): void {
    this.tally.reasons[reason] = (this.tally.reasons[reason] ?? 0) + 1;
  }
}

function textOf(example: TrainingExample, format: TextFormat): string | null {
  if (format === 'csv') {
    const cells = csvCells(example);
    return cells === null ? null : quotedCsvRow(cells);
  }
  const record = records[format](example);
  if (record === null) return null;
  return layouts[format] === lines ? `${JSON.stringify(record)}\n` : JSON.stringify(record);
}
