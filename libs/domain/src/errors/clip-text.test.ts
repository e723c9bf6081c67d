import { expect, it } from 'vitest';
import { clipText } from './clip-text.ts';

it.each([
  ['short', 5, 'short'],
  ['longer', 5, 'long…'],
  ['abc😀d', 5, 'abc…'],
  ['ab😀cd', 5, 'ab😀…'],
])('quotes %j by at most %i characters', (text, most, quoted) => {
  expect(clipText(text, most)).toBe(quoted);
});
