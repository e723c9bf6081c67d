import { expect, it } from 'vitest';
import {
  rejectionOf,
  rejectionReasons,
  rejectionReasonTitles,
  rejectionSentence,
} from './rejection-reason.ts';

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

it('says the scores of a story that was turned down, and never only its title', () => {
  const scores = { qualityScore: 6.25, judgeScore: 4 };
  expect(rejectionSentence('below_quality', scores)).toContain('6.3 of 10');
  expect(rejectionSentence('judge_below_quality', scores)).toMatch(/judge gave it 4\.0 of 10.*6\.3/);
  expect(rejectionSentence('near_duplicate', scores)).toContain('6.3 of 10');
});
