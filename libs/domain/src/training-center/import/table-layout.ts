import { mappingByPosition, suggestMapping, type MappingSuggestion } from './field-mapping.ts';
import { isHeader } from './table-header.ts';

/** What a table's cells are divided by. */
export const tableDelimiters = [',', '\t', ';', '|'] as const;
export type TableDelimiter = (typeof tableDelimiters)[number];

const SAMPLED_ROWS = 50;

/**
 * The delimiter of a table by a sample of it: the one that divides the rows into the same number of cells, two or more,
 * most often, unless its first line says it (`sep=;`). Delimiters and line ends between quotation marks do not count. Null where no delimiter divides anything.
 * @param isComplete whether the sample is the whole file; else its last row may be cut off and is left out
 */
export function detectDelimiter(sample: string, isComplete: boolean): TableDelimiter | null {
  const said = SEPARATOR_LINE.exec(sample)?.[1];
  const chosen = tableDelimiters.find((delimiter) => delimiter === said);
  if (chosen !== undefined) return chosen;
  const scored = tableDelimiters.map((delimiter) => {
    const counts = cellCounts(sample, delimiter).slice(0, SAMPLED_ROWS + 1);
    const whole = isComplete || counts.length < 2 ? counts : counts.slice(0, -1);
    const [header = 0] = whole;
    const same = whole.filter((count) => count === header).length;
    return { delimiter, cells: header, agreement: header < 2 ? 0 : same / whole.length };
  });
  const [best] = scored.toSorted((one, other) => other.agreement - one.agreement || other.cells - one.cells);
  return best === undefined || best.agreement < 0.5 ? null : best.delimiter;
}

/** Cells of each row that is not blank. */
function cellCounts(sample: string, delimiter: string): number[] {
  const counts: number[] = [];
  let cells = 1;
  let inQuotes = false;
  let hasText = false;
  for (const character of sample) {
    if (character === '"') inQuotes = !inQuotes;
    else if (inQuotes) continue;
    else if (character === delimiter) cells += 1;
    else if (character === '\n') {
      if (hasText || cells > 1) counts.push(cells);
      cells = 1;
      hasText = false;
      continue;
    }
    hasText ||= character.trim() !== '';
  }
  return hasText || cells > 1 ? [...counts, cells] : counts;
}

/** Excel's first line that says what divides the cells. */
const SEPARATOR_LINE = /^\uFEFF?"?sep=(.)"?(?:\r?\n|$)/i;

/** Whether the first row of a table is such a line, cut at its own delimiter. */
export function isSeparatorLine(cells: readonly string[]): boolean {
  const [first = '', ...rest] = cells;
  return /^sep=.?$/i.test(first.trim()) && rest.every((cell) => cell === '');
}

/** Whether a row holds nothing: spreadsheets write such rows for lines that somebody left or emptied. */
export function isBlankRow(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** Whether a row is the rule under the header of a Markdown table: `|---|:--:|`. */
export function isRule(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.includes('--')) && cells.every((cell) => /^\s*(?::?-+:?)?\s*$/.test(cell));
}

/** The columns of a table, whether its first row names them, and what each feeds. */
export type TableLayout = MappingSuggestion & {
  /** The names of all columns in their order, each different. */
  columns: string[];
  hasHeader: boolean;
  /** Whether a row with the title of the table is above its header. */
  hasTitle: boolean;
  /** Columns that only count the rows: their numbers are left out. */
  counters: string[];
};

/**
 * The layout of a table by its first rows. Columns without a name are called `column 1`, `column 2` and so on by their
 * places; of names that are repeated the first one counts. A table without a header is read by position where it has two
 * columns beside those that count its rows; otherwise nobody can know what its columns mean.
 * @param following the rows after the first one, as far as they are known
 */
export function layoutOf(
  firstRow: readonly string[],
  following: readonly (readonly string[])[] = [],
): TableLayout {
  const [second, ...rest] = following;
  if (second === undefined || !isTitle(firstRow, second)) return layoutBelowTitle(firstRow, following);
  return { ...layoutBelowTitle(second, rest), hasTitle: true };
}

/** Whether a row is the title of a table, such as “Table 1” of Numbers: one cell alone, above a header that can be read. */
function isTitle(row: readonly string[], next: readonly string[]): boolean {
  const [first = '', ...others] = row;
  if (others.length === 0 || first.trim() === '' || !isBlankRow(others)) return false;
  return suggestMapping([...new Set(next.map((cell) => cell.trim()))]).usable;
}

function layoutBelowTitle(
  firstRow: readonly string[],
  following: readonly (readonly string[])[],
): TableLayout {
  const hasTitle = false;
  const hasHeader = isHeader(firstRow, following);
  const columns = uniqueNames(hasHeader ? firstRow.map((cell) => cell.trim()) : firstRow.map(() => ''));
  const rows = hasHeader ? following : [firstRow, ...following];
  const counters = columns.filter((_, index) => {
    const isUnnamed = !hasHeader || UNNAMED.test(firstRow[index]?.trim() ?? '');
    return isUnnamed && countsRows(rows.map((row) => row[index] ?? ''));
  });
  const fields = columns.filter((column) => !counters.includes(column));
  if (hasHeader) return { columns, hasHeader, hasTitle, counters, ...suggestMapping(fields) };
  const mapping = fields.length === 2 ? mappingByPosition(fields) : {};
  const used = new Set(Object.values(mapping));
  return {
    columns,
    hasHeader,
    hasTitle,
    counters,
    mapping,
    unmapped: fields.filter((column) => !used.has(column)),
    usable: mapping.instruction !== undefined,
  };
}

/** What pandas calls the columns of its index. */
const UNNAMED = /^(?:Unnamed: \d+(?:\.\d+)*)?$/;

/** Whether cells are 0, 1, 2 and so on, or 1, 2, 3. */
function countsRows(cells: readonly string[]): boolean {
  const first = Number(cells[0] ?? '');
  if (cells.length === 0 || (first !== 0 && first !== 1)) return false;
  return cells.every((cell, index) => cell.trim() === String(first + index));
}

/** Names of columns, of which those that are blank or repeated get one that no other has. */
function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set(names);
  const seen = new Set<string>();
  return names.map((name, index) => {
    const isFree = name !== '' && !seen.has(name);
    const unique = isFree ? name : freeName(name === '' ? `column ${String(index + 1)}` : name, taken);
    seen.add(unique);
    taken.add(unique);
    return unique;
  });
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let copy = 2;
  while (taken.has(`${name} (${String(copy)})`)) copy += 1;
  return `${name} (${String(copy)})`;
}
