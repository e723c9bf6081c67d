/** Rows of a page, which is what one request asks for. */
export const pageRows = 100;

/**
 * Pages that hold the rows from `first` to `last`, both included.
 *
 * @param total rows there are; pages behind the last one are left out
 * @returns numbers of pages from 0, in their order
 */
export function pagesOfRows(first: number, last: number, total: number): number[] {
  const end = Math.min(last, total - 1);
  if (end < first) return [];
  const from = Math.floor(Math.max(0, first) / pageRows);
  const to = Math.floor(end / pageRows);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
