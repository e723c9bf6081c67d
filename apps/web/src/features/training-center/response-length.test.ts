import { expect, it } from 'vitest';
import { lengthAdvice } from './response-length.ts';

it.each([
  ['', true, '50 to 3,000 characters are best'],
  ['x'.repeat(49), false, '49 characters; 1 more would be better'],
  ['x'.repeat(50), true, '50 characters, a good length'],
  ['😀'.repeat(50), true, '50 characters, a good length'],
  ['x'.repeat(3_001), false, '3,001 characters; 1 fewer would be better'],
])('a response of this length is judged as written (%#)', (response, fits, text) => {
  expect(lengthAdvice(response)).toEqual({ fits, text });
});
