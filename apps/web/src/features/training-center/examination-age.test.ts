import { expect, it } from 'vitest';
import { changesSince, isStale } from './examination-age.ts';

it('an examination says what has changed since', () => {
  const changes = { added_since: 1_200, changed_since: 0, removed_since: 1 };
  expect(changesSince(changes)).toBe('1,200 were added, 1 was removed');
  expect(isStale({ report: null, added_since: 0, changed_since: 0, removed_since: 0 })).toBe(true);
});
