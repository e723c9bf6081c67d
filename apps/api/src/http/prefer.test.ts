import { expect, test } from 'vitest';
import { preferredWait } from './prefer.ts';

test.each([
  [undefined, null],
  ['', null],
  ['respond-async', 0],
  ['Respond-Async; q=1', 0],
  ['respond-asynchronously', null],
  ['wait=10', 10],
  ['Wait = 10', 10],
  ['wait="10"', 10],
  ['respond-async, wait=10', 10],
  ['wait=10; unit=seconds', 10],
  ['wait=5, wait=10', 5],
  ['wait=0', 0],
  ['wait=10000', 600],
  ['wait', null],
  ['wait=soon', null],
  ['wait=-1', null],
  ['wait=1.5', null],
  ['await=10', null],
])('of "%s" a wait of %s is understood', (header, seconds) => {
  expect(preferredWait(header, 600)?.seconds ?? null).toBe(seconds);
});

test.each([
  ['respond-async', 'respond-async'],
  ['respond-async, wait=10', 'wait=10'],
  ['wait=10000', 'wait=600'],
])('of "%s" the answer says that it applied "%s"', (header, applied) => {
  expect(preferredWait(header, 600)?.headers).toEqual({ 'Preference-Applied': applied });
});
