import { expect, it } from 'vitest';
import { ApiError } from './api-error.ts';
import { cannotShow } from './cannot-show.ts';

const unreachable = new ApiError('unreachable', 'Understudy is not answering.');
const gone = new ApiError('not_found', 'There is no such avatar.', 404);

it.each([
  ['an answer', { isError: false, data: 1, error: null }, false],
  ['nothing yet', { isError: false, data: undefined, error: null }, false],
  ['no answer at all', { isError: true, data: undefined, error: unreachable }, true],
  ['an answer, and then none', { isError: true, data: 1, error: unreachable }, false],
  ['an answer, and then a refusal', { isError: true, data: 1, error: gone }, true],
])('with %s', (_, query, expected) => {
  expect(cannotShow(query)).toBe(expected);
});
