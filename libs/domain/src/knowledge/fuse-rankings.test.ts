import { expect, it } from 'vitest';
import { fuseRankings } from './fuse-rankings.ts';

it('puts what both ways found before what one found, and says who found what', () => {
  const fused = fuseRankings([
    { source: 'words', ids: ['a', 'b'] },
    { source: 'meaning', ids: ['c', 'b'] },
  ]);
  expect(fused.map(({ id }) => id)).toEqual(['b', 'a', 'c']);
  expect(fused[0]?.foundBy).toEqual(['words', 'meaning']);
  expect(fused[1]?.foundBy).toEqual(['words']);
});

it('scores the first of every ranking with 1, and follows the formula of the paper', () => {
  const fused = fuseRankings([
    { source: 'words', ids: ['a', 'b'] },
    { source: 'meaning', ids: ['a'] },
  ]);
  expect(fused[0]?.score).toBeCloseTo(1);
  expect(fused[1]?.score).toBeCloseTo(1 / 62 / (2 / 61));
});

it('is the ranking itself where there is only one, and empty where there is none', () => {
  expect(fuseRankings([{ source: 'words', ids: ['a', 'b'] }]).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(fuseRankings([])).toEqual([]);
});
