import { describe, expect, it } from 'vitest';
import { detectFormat } from './detect-format.ts';

const chat = JSON.stringify({
  messages: [
    { role: 'user', content: 'a' },
    { role: 'assistant', content: 'b' },
  ],
});
const alpaca = { instruction: 'a', input: '', output: 'b' };

describe('the format of a file', () => {
  it.each([
    ['lines of chats', `${chat}\n${chat}\n`, { container: { kind: 'lines' }, shape: 'chat' }],
    ['a single line', chat, { container: { kind: 'lines' }, shape: 'chat' }],
    [
      'lines after a byte order mark',
      `\uFEFF${chat}\n${chat}`,
      { container: { kind: 'lines' }, shape: 'chat' },
    ],
    [
      'lines of which the first is broken',
      `{"messages": [}\n${chat}\n${chat}`,
      { container: { kind: 'lines' }, shape: 'chat' },
    ],
    [
      'a list',
      JSON.stringify([alpaca], null, 2),
      { container: { kind: 'elements', place: { inside: 'list', offset: 0 } }, shape: 'alpaca' },
    ],
    [
      'a list in an object',
      JSON.stringify({ version: 1, data: [alpaca, alpaca] }),
      {
        container: { kind: 'elements', place: { inside: 'object', offset: 0, lists: ['data'] } },
        shape: 'alpaca',
      },
    ],
    [
      'one object over lines',
      JSON.stringify(JSON.parse(chat), null, 2),
      { container: { kind: 'elements', place: { inside: 'file' } }, shape: 'chat' },
    ],
    ['unknown fields', '{"foo": 1, "bar": 2}', { shape: null, fields: ['foo', 'bar'] }],
  ])('is told of %s', (_, sample, expected) => {
    expect(detectFormat(sample, true)).toMatchObject({ kind: 'json', ...expected });
  });

  it('is what most records have where a file mixes them', () => {
    const detection = detectFormat(`${chat}\n${chat}\n${JSON.stringify(alpaca)}`, true);
    expect(detection).toMatchObject({ shape: 'chat', shapes: { chat: 2, alpaca: 1 } });
  });

  it.each([
    ['commas', 'instruction,response\n"a, b",c\nd,"e\nf"\n', ','],
    ['tabs', 'instruction\tresponse\na\tb\n', '\t'],
    ['semicolons with commas in texts', 'frage;antwort\nja, gut;nein, nein\nso;so, so\n', ';'],
  ])('is a table divided by %s', (_, sample, delimiter) => {
    expect(detectFormat(sample, true)).toEqual({ kind: 'table', delimiter });
  });

  it('is told by content and not by the name', () => {
    expect(detectFormat(`${chat}\n`, true, 'examples.csv')).toMatchObject({ kind: 'json' });
  });

  it.each(['', '  \n ', 'Once upon a time there was a line'])('is unknown for %j', (sample) => {
    expect(detectFormat(sample, true)).toMatchObject({ kind: 'unknown' });
  });
});
