import { expect, it } from 'vitest';
import { searchTermsOf } from './search-terms.ts';

it.each([
  ['first session', ['first', 'session'], []],
  ['"first session" calm', ['first session', 'calm'], []],
  ['calm -anxious -"very afraid"', ['calm'], ['anxious', 'very afraid']],
  ['well-being', ['well-being'], []],
  ['a - b', ['a', '-', 'b'], []],
  ['"left open', ['left open'], []],
  ['"" -""', ['"" -""'], []],
  ['"', ['"'], []],
  ['" "', ['" "'], []],
  ['((', ['(('], []],
  ['50%', ['50%'], []],
])('takes %j apart', (search, wanted, unwanted) => {
  expect(searchTermsOf(search)).toEqual({ wanted, unwanted });
});
