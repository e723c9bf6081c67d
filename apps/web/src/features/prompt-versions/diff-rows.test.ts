import { diffText } from '@understudy/domain/prompt-versions/diff-text';
import { describe, expect, it } from 'vitest';
import { diffRows } from './diff-rows.ts';

function texts(before: string, after: string): [string | undefined, string | undefined][] {
  return diffRows(diffText(before, after)).map(({ left, right }) => [left?.text, right?.text]);
}

describe('diffRows', () => {
  it('puts a changed line beside what it was', () => {
    expect(texts('one\ntwo\nthree', 'one\n2\nthree')).toEqual([
      ['one', 'one'],
      ['two', '2'],
      ['three', 'three'],
    ]);
  });

  it('leaves room where lines were only added or only removed', () => {
    expect(texts('one', 'one\ntwo')).toEqual([
      ['one', 'one'],
      [undefined, 'two'],
    ]);
    expect(texts('one\ntwo\nthree', 'three')).toEqual([
      ['one', undefined],
      ['two', undefined],
      ['three', 'three'],
    ]);
  });

  it('has no rows for nothing', () => {
    expect(diffRows([])).toEqual([]);
  });
});
