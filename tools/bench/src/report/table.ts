import { stripVTControlCharacters } from 'node:util';
import colours from 'picocolors';

/** How a figure is shown. `ratio` is of the figure to its limit or peer, 1 being the same; `share` is 0–1. */
export type Unit = 'ms' | 'ratio' | 'share' | 'count' | 'per_second' | 'megabytes' | 'decimal' | 'text';

/** A figure, a word, or nothing where nothing was measured. */
export type Cell = number | string | null;

/** A column: its key in the JSON report, its heading on the console. */
export interface Column<Key extends string = string> {
  readonly key: Key;
  readonly heading: string;
  readonly unit: Unit;
}

/** Figures that belong together. */
export interface Table<Key extends string = string> {
  /** Its key in the JSON report. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly Column<Key>[];
  readonly rows: readonly Readonly<Record<Key, Cell>>[];
}

const decimals = (value: number): number => (Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0);

const formats: Record<Exclude<Unit, 'text'>, (value: number) => string> = {
  ms: (value) => `${grouped(value, decimals(value))} ms`,
  ratio: (value) => `${grouped(value, decimals(value))} ×`,
  share: (value) => `${grouped(value * 100, 0)} %`,
  count: (value) => grouped(value, 0),
  megabytes: (value) => `${grouped(value, decimals(value))} MB`,
  decimal: (value) => grouped(value, 3),
  per_second: (value) => `${grouped(value, decimals(value))} /s`,
};

function grouped(value: number, digits: number): string {
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A cell as people read it. */
export function formatCell(value: Cell, unit: Unit): string {
  if (value === null) return '–';
  if (typeof value === 'string' || unit === 'text') return String(value);
  return formats[unit](value);
}

/** A table as text: words to the left, figures to the right, all columns as wide as they need to be. */
export function renderTable<Key extends string>({ title, columns, rows }: Table<Key>): string {
  const body = rows.map((row) => columns.map(({ key, unit }) => formatCell(row[key], unit)));
  const widths = columns.map(({ heading }, index) =>
    Math.max(heading.length, ...body.map((cells) => stripVTControlCharacters(cells[index] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ unit }, index) => {
        const [cell = '', width = 0] = [cells[index], widths[index]];
        return unit === 'text' ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('   ')
      .trimEnd();
  const headings = colours.dim(line(columns.map(({ heading }) => heading)));
  return [colours.bold(title), '', `  ${headings}`, ...body.map((cells) => `  ${line(cells)}`)].join('\n');
}
