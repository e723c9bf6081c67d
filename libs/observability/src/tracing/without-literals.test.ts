import { escapeLiteral } from 'pg';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withoutLiterals } from './without-literals.ts';

it.each([
  ['select $1, "a column" from runs', 'select $1, "a column" from runs'],
  ["select set_config('app.user_id', 'ann', true)", 'select set_config(?, ?, true)'],
  ["insert into a values ('it''s mine', 3)", 'insert into a values (?, 3)'],
  ["select E'back\\\\slash \\' quote', 'x'", 'select ?, ?'],
  ["select 'ends with a backslash\\', 'secret'", 'select ?, ?'],
  ["select $$words$$, $tag$it's$tag$, $2", 'select ?, ?, $2'],
  ["select 'cut o", 'select ?'],
  ["select E'cut \\' off \\", 'select ?'],
  ['select $$cut off', 'select ?'],
])('%s', (sql, stripped) => {
  expect(withoutLiterals(sql)).toBe(stripped);
});

it('leaves nothing of any text that was quoted', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 }), (texts) => {
      const quoted = texts.map((text) => escapeLiteral(text).trim());
      const questionMarks = texts.map(() => '?').join(', ');
      expect(withoutLiterals(`select ${quoted.join(', ')} from runs`)).toBe(
        `select ${questionMarks} from runs`,
      );
    }),
  );
});
