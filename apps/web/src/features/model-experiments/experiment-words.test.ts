import { expect, it } from 'vitest';
import { chanceInWords, superiorityInWords } from './experiment-words.ts';

it.each([
  [null, 'There is nothing to compare'],
  [0.0004, 'less than once in 100 times'],
  [0.013, 'once in 100 times'],
  [0.31, '31 times in 100'],
])('a p of %s is said as %s', (pValue, words) => {
  expect(chanceInWords(pValue)).toContain(words);
});

it('names the arm that is liked better, whichever it is', () => {
  expect(superiorityInWords(0.7)).toContain('B is rated above one of A in 70 %');
  expect(superiorityInWords(0.3)).toContain('A is rated above one of B in 70 %');
  expect(superiorityInWords(0.5)).toContain('as often as below');
  expect(superiorityInWords(null)).toBeNull();
});
