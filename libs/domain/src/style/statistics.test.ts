import { expect, it } from 'vitest';
import { mean, percentile, share } from './statistics.ts';

it('interpolates percentiles between ranks', () => {
  expect(percentile([1, 2, 3, 4], 0.5)).toBe(2.5);
  expect(percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 0.9)).toBe(10);
});

it('gives zero, and never minus zero, where there is nothing to measure', () => {
  expect(percentile([], 0.5)).toBe(0);
  expect(mean([])).toBe(0);
  expect(share(1, 0)).toBe(0);
  expect(Object.is(share(-0, 3), 0)).toBe(true);
});
