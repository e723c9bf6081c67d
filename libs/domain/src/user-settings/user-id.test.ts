import { expect, it } from 'vitest';
import { faultOfUserId } from './user-id.ts';

it.each(['a', 'ada', 'auth0|5f7c', 'ada@example.com', 'CN=Ada Lovelace,O=x', '阿达', '😀', 'x'.repeat(255)])(
  'takes %s',
  (id) => {
    expect(faultOfUserId(id)).toBeNull();
  },
);

it.each([
  ['', 'is empty'],
  ['x'.repeat(256), 'has 256 characters, and may have 255'],
  [' ', 'has a space at its beginning or end, or two after each other'],
  ['ada ', 'has a space at its beginning or end, or two after each other'],
  ['a  b', 'has a space at its beginning or end, or two after each other'],
  ['ada\u200B', 'has a character that cannot be seen (U+200B)'],
  ['a\u00A0b', 'has a character that cannot be seen (U+00A0)'],
  ['ada\uD83D', 'has a character that cannot be seen (U+D83D)'],
  ['ada\n', 'has a character that cannot be seen (U+000A)'],
  ['ada\u202E', 'has a character that cannot be seen (U+202E)'],
])('says what is wrong with %j', (id, fault) => {
  expect(faultOfUserId(id)).toBe(fault);
});
