import { expect, it } from 'vitest';
import { rejectionOf, rejectionReasons, rejectionReasonTitles } from './rejection-reason.ts';

const kept = { story: 'She rowed on.', qualityScore: 7, judgeScore: 7, nearDuplicate: false };

it.each([
  [{}, null],
  [{ judgeScore: null }, null],
  [{ story: ' \n' }, 'unusable_answer'],
  [{ story: '…!' }, 'unusable_answer'],
  [{ qualityScore: 6.9 }, 'below_quality'],
  [{ nearDuplicate: true }, 'near_duplicate'],
  [{ judgeScore: 6.9 }, 'judge_below_quality'],
  [{ nearDuplicate: true, judgeScore: 2 }, 'near_duplicate'],
])('a story with %j is rejected for %s', (change, reason) => {
  expect(rejectionOf({ ...kept, ...change })).toBe(reason);
});

it('has a title for each reason', () => {
  expect(Object.keys(rejectionReasonTitles)).toEqual([...rejectionReasons]);
});
