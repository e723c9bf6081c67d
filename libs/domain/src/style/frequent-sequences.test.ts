import { expect, it } from 'vitest';
import { findFrequentSequences } from './frequent-sequences.ts';

const found = (texts: string[], minCount = 2, maxLength = 4): Record<string, number> =>
  Object.fromEntries(
    findFrequentSequences(
      texts.map((text) => text.split(' ').map((word) => (word === '|' ? '' : word))),
      { minCount, maxLength },
    ).map(({ words, count }) => [words.join(' '), count]),
  );

it('counts every sequence of two to the longest length that is frequent enough', () => {
  expect(found(['a b c d e', 'x a b c d', 'a b'])).toEqual({
    'a b': 3,
    'b c': 2,
    'c d': 2,
    'a b c': 2,
    'b c d': 2,
    'a b c d': 2,
  });
});

it('does not run across a break or from one text into the next', () => {
  expect(found(['a | b', 'a | b', 'b', 'a'])).toEqual({});
});

it('agrees with counting every window', () => {
  const words = ['p', 'q', 'r', 's'];
  const texts = Array.from({ length: 60 }, (_, text) =>
    Array.from(
      { length: 1 + (text % 7) },
      (_, index) => words[(text * 7 + index * index * 3) % 4] ?? '',
    ).join(' '),
  );
  const expected: Record<string, number> = {};
  for (const text of texts.map((line) => line.split(' '))) {
    for (let length = 2; length <= 4; length += 1) {
      for (let start = 0; start + length <= text.length; start += 1) {
        const key = text.slice(start, start + length).join(' ');
        expected[key] = (expected[key] ?? 0) + 1;
      }
    }
  }
  expect(found(texts, 5)).toEqual(
    Object.fromEntries(Object.entries(expected).filter(([, count]) => count >= 5)),
  );
});
