import { describe, expect, it } from 'vitest';
import { exampleOfView } from '../examples/example-view.ts';
import type { TrainingExample } from '../examples/training-example.ts';
import type { TextFormat } from '../formats/example-format.ts';
import { ExampleWriter } from './example-writer.ts';

const plain = exampleOfView({
  instruction: 'Which way?',
  context: 'At sea.',
  response: 'North.',
  rejectedResponse: null,
});
const pair = exampleOfView({
  instruction: 'Which way?',
  context: null,
  response: 'North.',
  rejectedResponse: 'No idea.',
});
const withTool: TrainingExample = {
  kind: 'chat',
  messages: [
    { role: 'user', content: 'Which way?' },
    {
      role: 'assistant',
      content: 'Let me see.',
      tool_calls: [{ id: 'c9', name: 'where', arguments: '{"q":1}' }],
    },
    { role: 'tool', content: 'north', tool_call_id: 'c9' },
    { role: 'assistant', content: 'North.' },
  ],
};

function write(format: TextFormat, examples: readonly TrainingExample[]) {
  const writer = new ExampleWriter(format);
  const text = writer.start() + examples.map((example) => writer.write(example)).join('') + writer.finish();
  return { text, tally: writer.tally };
}

describe('a file', () => {
  it('in OpenAI’s chat format has the context in the user’s message, and no field that its checks do not know', () => {
    const [line = ''] = write('chat', [plain]).text.split('\n');
    expect(JSON.parse(line)).toEqual({
      messages: [
        { role: 'user', content: 'Which way?\n\nContext:\nAt sea.' },
        { role: 'assistant', content: 'North.' },
      ],
    });
  });

  it('in Alpaca’s format is a list with all fields in every record', () => {
    expect(JSON.parse(write('alpaca', [plain, pair]).text)).toEqual([
      { instruction: 'Which way?', input: 'At sea.', output: 'North.', system: '', history: [] },
      { instruction: 'Which way?', input: '', output: 'North.', system: '', history: [] },
    ]);
  });

  it('in ShareGPT’s format has calls as JSON and says what it left out', () => {
    const { text, tally } = write('sharegpt', [withTool]);
    expect(JSON.parse(text)).toEqual([
      {
        conversations: [
          { from: 'human', value: 'Which way?' },
          { from: 'function_call', value: '{"name":"where","arguments":{"q":1}}' },
          { from: 'observation', value: 'north' },
          { from: 'gpt', value: 'North.' },
        ],
        system: '',
        tools: '',
      },
    ]);
    expect(tally).toEqual({
      whole: 0,
      simplified: 1,
      leftOut: 0,
      reasons: { tool_call_ids: 1, text_beside_tool_call: 1 },
    });
  });

  it('of preference pairs leaves out examples that are none, by count and reason', () => {
    const { text, tally } = write('preference', [plain, pair, withTool]);
    expect(text.trim().split('\n')).toHaveLength(1);
    expect(tally).toEqual({ whole: 1, simplified: 0, leftOut: 2, reasons: { no_rejected_answer: 2 } });
  });

  it.each([
    ['csv', { weight: 0 }],
    ['preference', { extra: { note: 'dull' } }],
  ] as const)(
    'in the format %s leaves out a pair of which it would write the same answer twice',
    (format, fields) => {
      const [answer] = pair.kind === 'preference' ? pair.chosen : [];
      if (answer === undefined) throw new Error('No pair');
      const twin: TrainingExample = {
        ...pair,
        kind: 'preference',
        chosen: [answer],
        rejected: [{ ...answer, ...fields }],
      };
      const { tally } = write(format, [twin, pair]);
      expect(tally).toMatchObject({ leftOut: 1, reasons: { same_answers: 1 } });
    },
  );

  it('without any example is still one of its format', () => {
    expect(JSON.parse(write('alpaca', [withTool]).text)).toEqual([]);
    expect(write('chat', []).text).toBe('');
    expect(write('csv', []).text).toContain('instruction,context,response');
  });

  it('has its separators right when the first example is left out', () => {
    expect(JSON.parse(write('alpaca', [withTool, plain, withTool, pair]).text)).toHaveLength(2);
  });
});
