import { expect, it } from 'vitest';
import { strongMatches } from './strong-matches.ts';

it('keeps what comes near the best, whatever the scale', () => {
  const matches = [0.5, 0.3, 0.25, 0.24, 0].map((score) => ({ id: `${score}`, score }));
  expect(strongMatches(matches).map(({ score }) => score)).toEqual([0.5, 0.3, 0.25]);
  expect(strongMatches([])).toEqual([]);
});
