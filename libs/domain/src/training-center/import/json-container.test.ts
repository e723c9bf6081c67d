import { describe, expect, it } from 'vitest';
import { contentOf } from '../examples/training-example.ts';
import { containerOf } from './json-container.ts';
import type { ImportedRecord } from './imported-record.ts';
import { JsonImport } from './json-import.ts';

const pair = (name: string) => ({ question: `${name}?`, answer: `${name}.` });

const turns = [
  { role: 'user', content: 'Hi?' },
  { role: 'assistant', content: 'a.' },
];

/** Imports a text as the product does: by its beginning, and in pieces. */
function imported(file: string, sampleLength = 65_536): ImportedRecord[] {
  const container = containerOf(file.slice(0, sampleLength), file.length <= sampleLength);
  const reader = new JsonImport({ container });
  const pieces = file.match(/[\s\S]{1,1000}/g) ?? [];
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
}

const answersOf = (file: unknown): (string | undefined)[] =>
  imported(typeof file === 'string' ? file : JSON.stringify(file)).map((record) =>
    record.ok ? JSON.stringify(contentOf(record.example)).match(/(\w+)\.["\\]/)?.[1] : record.faults[0]?.code,
  );

describe('lists of records in an object', () => {
  it.each([
    ['both splits', { train: [pair('a'), pair('b')], test: [pair('c')] }, ['a', 'b', 'c']],
    ['splits that are named further', { train_sft: [pair('a')], test_sft: [pair('b')] }, ['a', 'b']],
    ['data in place of people', { contributors: [{ name: 'Ann' }], data: [pair('a')] }, ['a']],
    ['data and nothing of a note on it', { data: [pair('a')], licenses: [{ name: 'MIT' }], n: [3] }, ['a']],
    ['a list that is named by nobody else', { version: 1, foo: [pair('a')] }, ['a']],
    [
      'lists by their elements',
      { people: [{ name: 'Ann' }], foo: [pair('a')], bar: [pair('b')] },
      ['a', 'b'],
    ],
    ['conversations', { conversations: [{ id: 1, messages: turns }] }, ['a']],
    ['an empty split beside another', { train: [], test: [pair('a')] }, ['a']],
  ])('give %s', (_, file, answers) => {
    expect(answersOf(file)).toEqual(answers);
  });

  it('are told where they stay out', () => {
    const splits = [{ name: 'train', question: 'none', answer: 'none' }];
    expect(answersOf({ splits, data: [pair('a')] })).toEqual(['unknown_format', 'a']);
    expect(answersOf({ data: [pair('a')], test: { 0: pair('b') } })).toEqual(['a', 'unknown_format']);
  });

  it('are found behind the sample too, with their lines', () => {
    const many = Array.from({ length: 50 }, (_, index) => pair(`q${String(index)}`));
    const file = JSON.stringify({ train: many, test: [pair('last')] }, null, 1);
    const records = imported(file, 500);
    expect(records).toHaveLength(51);
    expect(records.every(({ ok }) => ok)).toBe(true);
    const lines = file.split('\n');
    expect(lines.slice((records[50]?.line ?? 0) - 1).join('')).toMatch(/^ {2}\{ {3}"question": "last\?"/);
  });
});

describe('lists in an object within the object', () => {
  it.each([
    [{ data: { train: [pair('a'), pair('b')], test: [pair('c')] } }, ['a', 'b', 'c']],
    [{ version: 1, dataset: { info: { by: 'me' }, rows: [pair('a')] }, license: 'mit' }, ['a']],
    [{ data: { train: [pair('a')] }, test: [pair('b')] }, ['a', 'b']],
    [{ train: { data: [pair('a')] }, validation: { data: [pair('b')] } }, ['a', 'b']],
  ])('are read in their order: %j', (file, answers) => {
    expect(answersOf(file)).toEqual(answers);
    expect(answersOf(JSON.stringify(file, null, 2))).toEqual(answers);
  });

  it('have their faults placed in the file', () => {
    const file = JSON.stringify({ data: { train: [pair('a'), { question: 'b', answer: '' }] } });
    expect(imported(file)).toMatchObject([
      { ok: true },
      { faults: [{ code: 'empty_text', column: file.indexOf('""') + 1 }] },
    ]);
  });

  it('are not sought in a record', () => {
    expect(containerOf(JSON.stringify({ question: 'a', data: { rows: [pair('a')] } }), true)).toEqual({
      kind: 'lines',
    });
  });
});

describe('rows of the datasets server', () => {
  const features = [{ feature_idx: 0, name: 'q', type: { dtype: 'string' } }];

  it('are read without what is around them', () => {
    const rows = [{ row_idx: 0, row: pair('a'), truncated_cells: [] }];
    expect(answersOf({ features, rows })).toEqual(['a']);
  });

  it('that are cut off are refused, and faults are placed in the file', () => {
    const rows = [
      { row_idx: 0, row: pair('a'), truncated_cells: ['answer'] },
      { row_idx: 1, row: { question: 'b', answer: '' }, truncated_cells: [] },
    ];
    const file = JSON.stringify({ features, rows });
    expect(imported(file)).toMatchObject([
      { faults: [{ code: 'invalid_value', field: 'answer' }] },
      { faults: [{ code: 'empty_text', column: file.indexOf('"answer":""') + 10 }] },
    ]);
  });
});

describe('a single record', () => {
  it.each(['messages', 'dialogue', 'dialog', 'turns', 'chat', 'conversation', 'utterances'])(
    'is not taken for a list of its %s',
    (name) => {
      expect(containerOf(JSON.stringify({ id: '1', [name]: turns }), true)).toEqual({ kind: 'lines' });
    },
  );

  it('over several lines is one too, and so are several', () => {
    const record = JSON.stringify({ id: '1', notes: [{ by: 'me' }] }, null, 1);
    expect(containerOf(`${record}\n${record}`, true)).toMatchObject({ place: { inside: 'file' } });
    expect(answersOf(JSON.stringify({ id: '1', messages: turns }, null, 1))).toEqual(['a']);
  });
});
