import { expect, it } from 'vitest';
import { isStoredInMemory, throughputPerMinute } from './auto-train-batch.ts';

it.each([
  [true, 'generating', false],
  [true, 'storing', false],
  [true, 'finishing', true],
  [false, 'finishing', false],
])('a batch that shall store (%s) and is at %s has stored: %s', (wanted, phase, stored) => {
  expect(isStoredInMemory(wanted, phase)).toBe(stored);
});

it.each([
  [0, 60, null],
  [5, 0, null],
  [50, 60, 50],
  [1, 45, 1.3],
])('%i examples in %i s are %s a minute', (accepted, seconds, perMinute) => {
  expect(throughputPerMinute(accepted, seconds)).toBe(perMinute);
});
