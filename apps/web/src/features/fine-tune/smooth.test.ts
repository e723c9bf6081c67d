import { expect, it } from 'vitest';
import { smooth } from './smooth.ts';

it('begins at the first value and leaves a constant as it is', () => {
  expect(smooth([3, 3, 3], 0.9)).toEqual([3, 3, 3].map((value) => expect.closeTo(value, 10)));
});

it('follows a change slowly, and keeps gaps', () => {
  const [first, gap, second] = smooth([0, null, 1], 0.5);
  expect([first, gap]).toEqual([0, null]);
  expect(second).toBeCloseTo(0.5 / 0.75, 10);
});

it('changes nothing without a weight', () => {
  expect(smooth([1, 5, 2], 0)).toEqual([1, 5, 2]);
});
