import { describe, expect, it } from 'vitest';
import { detectFormat } from './detect-format.ts';
import { JsonImport } from './json-import.ts';
import { RecordReader } from './read-record.ts';
import { layoutOf } from './table-layout.ts';

describe('the columns of a table', () => {
  it.each([
    ['Questions', 'Answers'],
    ['prompts', 'responses'],
    ['User', 'Assistant'],
    ['message', 'reply'],
  ])('are known where they are called %s and %s', (instruction, response) => {
    expect(layoutOf(['id', instruction, response])).toMatchObject({
      hasHeader: true,
      usable: true,
      mapping: { instruction, response },
    });
  });

  it.each([[['question', 'answers']], [['message', 'target']], [['messages', 'replies']]])(
    'are not guessed from %j',
    (columns) => {
      expect(layoutOf(columns).mapping).not.toMatchObject({ instruction: columns[0], response: columns[1] });
    },
  );
});

const record = (name: string) => `{"prompt": "${name}?", "completion": "${name}."}`;

function imported(file: string) {
  const format = detectFormat(file, true);
  if (format.kind !== 'json') return format.kind;
  const reader = new JsonImport({ container: format.container });
  return [...reader.push(file), ...reader.end()].map(({ ok, line }) => [ok, line]);
}

describe('objects without line ends between them', () => {
  it.each([
    ['nothing', ''],
    ['a space', ' '],
  ])('are all read with %s between them', (_, between) => {
    const file = ['a', 'b', 'c'].map(record).join(between);
    expect(imported(file)).toEqual([
      [true, 1],
      [true, 1],
      [true, 1],
    ]);
  });
});

describe('a JSON text sequence (RFC 7464)', () => {
  it('is read record by record', () => {
    expect(imported(`\u001E${record('a')}\n\u001E{"prompt": "b?",\n "completion": "b."}\n`)).toEqual([
      [true, 1],
      [true, 2],
    ]);
  });

  it('goes on with the next record after one that was cut off', () => {
    expect(imported(`\u001E{"prompt": "a\n\u001E${record('b')}\n`)).toEqual([
      [false, 1],
      [true, 2],
    ]);
  });
});

describe('OpenAssistant’s and Axolotl’s records', () => {
  it('are read by the marks of the speakers', () => {
    const text =
      '<|system|>Be brief.<|endoftext|><|prompter|>Which way?<|endoftext|><|assistant|>North.<|endoftext|>';
    expect(new RecordReader().read({ text })).toMatchObject({
      value: {
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'Which way?' },
          { role: 'assistant', content: 'North.' },
        ],
      },
    });
  });

  it('are told what to do with segments', () => {
    const segments = [
      { label: false, text: 'Which way?' },
      { label: true, text: 'North.' },
    ];
    expect(new RecordReader().read({ segments })).toMatchObject({
      faults: [
        { reason: expect.stringContaining('segments'), advice: expect.stringContaining('“label”: true') },
      ],
    });
  });
});
