import { describe, expect, it } from 'vitest';
import { detectFormat } from './detect-format.ts';
import { containerOf } from './json-container.ts';
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

describe('lines with more than one object, or with commas', () => {
  it.each([
    ['a comma after each', ['a', 'b', 'c'].map((name) => `${record(name)},`).join('\n')],
    ['a comma after all but the last', ['a', 'b', 'c'].map(record).join(',\n')],
  ])('are read with %s', (_, file) => {
    expect(imported(file)).toEqual([
      [true, 1],
      [true, 2],
      [true, 3],
    ]);
  });

  it('are read with several on a line, each fault in its place', () => {
    const file = `${record('a')}${record('b')}\n${record('c')},{"prompt": "d?"}\n${record('e')}`;
    expect(imported(file)).toEqual([
      [true, 1],
      [true, 1],
      [true, 2],
      [false, 2],
      [true, 3],
    ]);
  });

  it('are refused as a whole where something else is on them', () => {
    const file = `${record('a')}\n${record('b')} {"prompt": oops}\n${record('c')} ]\n${record('d')}`;
    expect(imported(file)).toEqual([
      [true, 1],
      [false, 2],
      [false, 3],
      [true, 4],
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

  it('are told what to do with segments that are all of a file', () => {
    const file = '{"segments": [{"label": false, "text": "Which way?"}, {"label": true, "text": "North."}]}';
    const reader = new JsonImport({ container: containerOf(file, true) });
    expect([...reader.push(file), ...reader.end()]).toMatchObject([
      { ok: false, faults: [{ advice: expect.stringContaining('“label”: true') }] },
    ]);
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
