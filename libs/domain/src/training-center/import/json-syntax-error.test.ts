import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonSyntaxError } from './json-syntax-error.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('the first syntax error of a text', () => {
  it('is found exactly in the texts that JavaScript cannot parse', () => {
    const broken = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ',', '"', '{', '}', ']', ':', '\\', '\n', 'x', '1', ' '),
        fc.nat(2),
      )
      .map(([json, place, inserted, removed]) => {
        const at = place % (json.length + 1);
        return json.slice(0, at) + inserted + json.slice(at + removed);
      });
    fc.assert(
      fc.property(fc.oneof(fc.json(), broken), (text) => {
        expect(findJsonSyntaxError(text) === null).toBe(isJson(text));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['{"a": 1 "b": 2}', 8, /comma between two fields.*“b”|“"”|comma/],
    ['{"a": 1,}', 8, /comma stands before a closing bracket/],
    ['[1, 2', 5, /“]” is missing/],
    ['{"a": "x\ny"}', 8, /line ends inside a text/],
    ["{'a': 1}", 1, /double quotation marks/],
    ['{"a": \'x\'}', 6, /not in '/],
    ['{"a": NaN}', 6, /“NaN” is no value/],
    ['{"a": True}', 6, /“True” is no value/],
    ['{"a": "\\q"}', 7, /no escape/],
    ['{"a": "x}', 6, /never closed/],
    ['{"a": [1}', 8, /other kind/],
    ['{"a": 1} {"b": 2}', 9, /complete, and is followed/],
    ['{"a": "\u0000"}', 7, /NUL/],
  ])('of %j is at %i', (text, offset, reason) => {
    expect(findJsonSyntaxError(text)).toMatchObject({ offset, reason: expect.stringMatching(reason) });
  });

  it('is found in a million brackets without taking the stack', () => {
    expect(findJsonSyntaxError('['.repeat(1_000_000))).toMatchObject({ offset: 1_000_000 });
  });
});
