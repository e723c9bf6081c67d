import { expect, it } from 'vitest';
import { rowAfterKey } from './use-row-keys.ts';

it.each([
  ['ArrowDown', 3, 4],
  ['ArrowUp', 0, 0],
  ['PageDown', 95, 99],
  ['PageUp', 10, 2],
  ['Home', 50, 0],
  ['End', 50, 99],
  ['Enter', 50, null],
])('%s leads from row %i of a hundred to row %s', (key, row, next) => {
  expect(rowAfterKey(key, row, 100)).toBe(next);
});
