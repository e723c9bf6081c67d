import { expect, it } from 'vitest';
import { pagesOfRows } from './page-range.ts';

it.each([
  ['rows of one page', 10, 40, 100_000, [0]],
  ['rows over the end of a page', 95, 120, 100_000, [0, 1]],
  ['the last rows', 99_990, 100_010, 100_000, [999]],
  ['rows before the first', -5, 3, 100_000, [0]],
  ['an empty list', 0, 20, 0, []],
])('%s', (_, first, last, total, pages) => {
  expect(pagesOfRows(first, last, total)).toEqual(pages);
});
