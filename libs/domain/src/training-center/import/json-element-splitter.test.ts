import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonElementSplitter } from './json-element-splitter.ts';
import { isOversized, type SplitRecord } from './line-splitter.ts';

const LIST = { inside: 'list', offset: 0 } as const;

function split(text: string, splitter: JsonElementSplitter, pieceLength = 7): SplitRecord[] {
  const records: SplitRecord[] = [];
  for (let at = 0; at < text.length; at += pieceLength)
    records.push(...splitter.push(text.slice(at, at + pieceLength)));
  return [...records, ...splitter.end()];
}

const textsOf = (records: readonly SplitRecord[]): (string | number)[] =>
  records.map((record) =>
    'list' in record ? record.list : isOversized(record) ? record.characters : record.text,
  );

describe('a list that comes in pieces', () => {
  it('gives its elements, and their places in the file, wherever the pieces are cut', () => {
    const files = fc.tuple(
      fc.array(fc.jsonValue(), { maxLength: 8 }),
      fc.constantFrom(0, 2, '\t'),
      fc.integer({ min: 1, max: 20 }),
    );
    fc.assert(
      fc.property(files, ([values, indent, pieceLength]) => {
        const file = JSON.stringify(values, null, indent);
        const records = split(file, new JsonElementSplitter(LIST), pieceLength);
        expect(records).toHaveLength(values.length);
        const lines = file.split('\n');
        records.forEach((record, index) => {
          if (!('text' in record)) throw new Error('too long');
          expect(JSON.parse(record.text)).toStrictEqual(JSON.parse(JSON.stringify(values[index])));
          expect(
            lines[record.line - 1]?.slice(record.column - 1).startsWith(record.text.split('\n')[0] ?? '-'),
          ).toBe(true);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('goes on with the next element after one that misses a quotation mark', () => {
    const file = '[\n  {\n    "a": "x,\n    "b": 1\n  },\n  {\n    "a": "y"\n  }\n]';
    const records = split(file, new JsonElementSplitter(LIST));
    expect(records).toHaveLength(2);
    expect(records[1]).toMatchObject({ line: 6, column: 3 });
    expect(textsOf(records)[1]).toContain('"y"');
  });

  it('goes on with the next element after one that misses its closing bracket', () => {
    const file = '[\n  {\n    "a": 1,\n  {\n    "a": 2\n  },\n  {\n    "a": 3\n  }\n]';
    const texts = textsOf(split(file, new JsonElementSplitter(LIST)));
    expect(texts.slice(1).map((text) => JSON.parse(String(text)))).toEqual([{ a: 2 }, { a: 3 }]);
  });

  it('leaves out an element that is too long and keeps those around it, holding none of it', () => {
    const file = JSON.stringify([{ a: 1 }, { a: 'x'.repeat(1000) }, { a: 2 }]);
    expect(textsOf(split(file, new JsonElementSplitter(LIST, 100)))).toEqual(['{"a":1}', 1008, '{"a":2}']);
  });

  it('that is cut off between two elements ends with a record that has no text', () => {
    expect(textsOf(split('[{"a":1},', new JsonElementSplitter(LIST)))).toEqual(['{"a":1}', '']);
  });

  it('that is cut off within an element ends with what there is of it', () => {
    expect(textsOf(split('[{"a":1},{"a"', new JsonElementSplitter(LIST)))).toEqual(['{"a":1}', '{"a"']);
  });

  it('does not take an object at the margin for a new element where it belongs into one', () => {
    const file = '[\n{\n"a": [\n{\n"b": 1\n}\n]\n},\n{\n"a": []\n}\n]';
    const texts = textsOf(split(file, new JsonElementSplitter(LIST)));
    expect(texts.map((text) => JSON.parse(String(text)))).toEqual([{ a: [{ b: 1 }] }, { a: [] }]);
  });

  it('says so when something follows it', () => {
    expect(textsOf(split('[1] oops', new JsonElementSplitter(LIST)))).toEqual(['1', 'oops']);
  });
});

describe('an object around lists', () => {
  const place = { inside: 'object', offset: 0, lists: ['data'] } as const;

  it('gives their elements, and nothing of what is around them', () => {
    const file = '{"version": 1, "data": [{"a": 1}, {"a": 2}], "total": [3], "meta": {"data": [{"a": 4}]}}';
    expect(textsOf(split(file, new JsonElementSplitter(place)))).toEqual(['{"a": 1}', '{"a": 2}']);
  });

  it('gives those of all that are named for records, with their lines, wherever the pieces are cut', () => {
    const element = fc.jsonValue({ maxDepth: 2 });
    const list = fc.array(element, { maxLength: 4 });
    const other = fc.oneof(fc.jsonValue({ maxDepth: 1 }).filter((value) => !Array.isArray(value)));
    const files = fc.record({ note: other, train: list, n: other, data: list, test: list, 'é"\\': other });
    fc.assert(
      fc.property(files, fc.constantFrom(0, 2), fc.integer({ min: 1, max: 20 }), (value, indent, piece) => {
        const file = JSON.stringify(value, null, indent);
        const records = split(file, new JsonElementSplitter(place), piece);
        const expected = Object.entries(value).flatMap(([key, part]) =>
          ['train', 'data', 'test'].includes(key) && Array.isArray(part) ? part : [],
        );
        const lines = file.split('\n');
        expect(records.map((record) => ('text' in record ? JSON.parse(record.text) : null))).toStrictEqual(
          expected.map((part) => JSON.parse(JSON.stringify(part))),
        );
        for (const record of records) {
          const start = lines[record.line - 1]?.slice(record.column - 1) ?? '';
          expect('text' in record && start.startsWith(record.text.split('\n')[0] ?? '-')).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('tells of a list that seems to hold records and is not read', () => {
    const file =
      '{"data": [{"a": 1}],\n "other": [{"question": "x", "answer": "y"}], "people": [{"name": "z"}]}';
    const [, other, ...rest] = split(file, new JsonElementSplitter(place));
    expect(other).toEqual({ line: 2, column: 11, list: 'other' });
    expect(rest).toEqual([]);
  });

  it.each([
    ['is cut off behind a list', '{"data": [{"a": 1}]', ['{"a": 1}', '']],
    ['is broken behind a list', '{"data": [{"a": 1}] x', ['{"a": 1}', 'x']],
    ['is followed by something', '{"data": [{"a": 1}]} x', ['{"a": 1}', 'x']],
  ])('that %s says so', (_, file, texts) => {
    expect(textsOf(split(file, new JsonElementSplitter(place), 100))).toEqual(texts);
  });
});

describe('values that follow each other', () => {
  it('are told apart over lines', () => {
    const file = '{\n "a": 1\n}\n{\n "a": 2\n}';
    const texts = textsOf(split(file, new JsonElementSplitter({ inside: 'file' })));
    expect(texts.map((text) => JSON.parse(String(text)))).toEqual([{ a: 1 }, { a: 2 }]);
  });
});
