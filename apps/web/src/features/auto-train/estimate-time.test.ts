import { expect, it } from 'vitest';
import { estimateSeconds, roundsOf } from './estimate-time.ts';

it('is the seed’s 25 minutes for 500 examples one at a time, and half a minute at 50 at a time', () => {
  expect(estimateSeconds(500, 1, 1)).toBe(25 * 60);
  expect(estimateSeconds(500, 50, 1)).toBe(30);
});

it('is never less than the calls of one example that wait for each other', () => {
  expect(estimateSeconds(7, 50, roundsOf(3, true))).toBe(9);
});

it.each([
  [1, false, 1],
  [2, false, 1],
  [3, false, 2],
  [3, true, 3],
])('%i members, judge: %s are %i rounds', (members, withJudge, rounds) => {
  expect(roundsOf(members, withJudge)).toBe(rounds);
});
