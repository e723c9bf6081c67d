import { mappingByPosition, suggestMapping, type MappingSuggestion } from './field-mapping.ts';

/** What a table's cells are divided by. */
export const tableDelimiters = [',', '\t', ';', '|'] as const;
export type TableDelimiter = (typeof tableDelimiters)[number];

const SAMPLED_ROWS = 50;
const LONGEST_NAME = 60;

/**
 * The delimiter of a table by a sample of it: the one that divides the rows into the same number of cells, two or more,
 * most often. Delimiters and line ends between quotation marks do not count. Null where no delimiter divides anything.
 * @param isComplete whether the sample is the whole file; else its last row may be cut off and is left out
 */
export function detectDelimiter(sample: string, isComplete: boolean): TableDelimiter | null {
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

/** The columns of a table, whether its first row names them, and what each feeds. */
export type TableLayout = MappingSuggestion & { columns: string[]; hasHeader: boolean };

/**
 * The layout of a table by its first row. A row whose cells are different, short and not blank, one of which is a name that
 * is known for a question, an answer or the like, is a header. Any other row is an example, and its columns are named
 * `column 1`, `column 2` and so on and read by their positions.
 */
export function layoutOf(firstRow: readonly string[]): TableLayout {
  const names = firstRow.map((cell) => cell.trim());
  const isHeader =
    new Set(names).size === names.length &&
    names.every((name) => name !== '' && name.length <= LONGEST_NAME) &&
    Object.keys(suggestMapping(names).mapping).length > 0;
  if (isHeader) return { columns: names, hasHeader: true, ...suggestMapping(names) };
  const columns = firstRow.map((_, index) => `column ${String(index + 1)}`);
  const mapping = mappingByPosition(columns);
  const used = new Set(Object.values(mapping));
  return {
    columns,
    hasHeader: false,
    mapping,
    unmapped: columns.filter((column) => !used.has(column)),
    usable: mapping.instruction !== undefined,
  };
}
