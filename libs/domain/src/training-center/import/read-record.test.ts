import { describe, expect, it } from 'vitest';
import type { TrainingExample } from '../examples/training-example.ts';
import { RecordReader } from './read-record.ts';

function read(record: unknown): TrainingExample {
  const reading = new RecordReader().read(record);
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return reading.value;
}

const question = { role: 'user', content: 'Which way?' };
const answer = { role: 'assistant', content: 'North.' };

describe('records with messages', () => {
  it('keep names, weights, tools and calls of OpenAI’s format', () => {
    const tools = [{ type: 'function', function: { name: 'where', parameters: { type: 'object' } } }];
    const call = { id: 'c1', type: 'function', function: { name: 'where', arguments: '{ "q": 1 }' } };
    const messages = [
      { role: 'developer', content: 'Be brief.' },
      { ...question, name: 'ada' },
      { role: 'assistant', content: null, tool_calls: [call], weight: 0 },
      { role: 'tool', tool_call_id: 'c1', content: 'north' },
      { ...answer, weight: 1 },
    ];
    expect(read({ messages, tools, parallel_tool_calls: false })).toStrictEqual({
      kind: 'chat',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { ...question, name: 'ada' },
        {
          role: 'assistant',
          content: '',
          weight: 0,
          tool_calls: [{ id: 'c1', name: 'where', arguments: '{"q":1}' }],
        },
        { role: 'tool', content: 'north', tool_call_id: 'c1' },
        { ...answer, weight: 1 },
      ],
      tools,
      parallel_tool_calls: false,
    });
  });

  it('read TRL’s arguments as objects and OpenAI’s older function calls', () => {
    const trl = {
      role: 'assistant',
      content: '',
      tool_calls: [{ type: 'function', function: { name: 'f', arguments: { a: 1 } } }],
    };
    const older = { role: 'assistant', content: null, function_call: { name: 'f', arguments: '{"a":1}' } };
    const calls = [{ id: 'call_1', name: 'f', arguments: '{"a":1}' }];
    expect(read({ messages: [question, trl, { role: 'tool', content: 'x' }, answer] })).toMatchObject({
      messages: [{}, { tool_calls: calls }, { tool_call_id: 'call_1' }, {}],
    });
    expect(
      read({ messages: [question, older, { role: 'function', name: 'f', content: 'x' }, answer] }),
    ).toMatchObject({
      messages: [{}, { tool_calls: calls }, { role: 'tool', name: 'f', tool_call_id: 'call_1' }, {}],
    });
  });

  it('know ShareGPT’s names of roles, its system field and its tools as text', () => {
    const record = {
      conversations: [
        { from: 'human', value: 'Which way?' },
        { from: 'function_call', value: '{"name": "where", "arguments": {"q": 1}}' },
        { from: 'observation', value: '{"way": "north"}' },
        { from: 'gpt', value: 'North.' },
        { from: 'user', value: 'Sure?' },
        { from: 'bing', value: 'Yes.' },
      ],
      system: 'Be brief.',
      tools: '[{"name": "where", "parameters": {}}]',
    };
    expect(read(record)).toStrictEqual({
      kind: 'chat',
      messages: [
        { role: 'system', content: 'Be brief.' },
        question,
        {
          role: 'assistant',
          content: '',
          tool_calls: [{ id: 'call_1', name: 'where', arguments: '{"q":1}' }],
        },
        { role: 'tool', content: '{"way": "north"}', tool_call_id: 'call_1' },
        answer,
        { role: 'user', content: 'Sure?' },
        { role: 'assistant', content: 'Yes.' },
      ],
      tools: [{ type: 'function', function: { name: 'where', parameters: {} } }],
    });
  });

  it('take a system text by any of its names, once', () => {
    const conversations = [question, answer];
    const system = { role: 'system', content: 'Be brief.' };
    const expected = { kind: 'chat', messages: [system, question, answer] };
    expect(read({ conversations, system_prompt: 'Be brief.' })).toStrictEqual(expected);
    expect(read({ messages: [system, ...conversations], system: 'Be brief.' })).toStrictEqual(expected);
    expect(read({ system: 'Be brief.', prompt: [question], completion: [answer] })).toStrictEqual(expected);
  });

  it('take OpenAI’s older functions for tools, and leave the numbers in arguments as they are', () => {
    const called = { name: 'pay', arguments: '{"account": 12345678901234567890, "amount": 10.00}' };
    const messages = [question, { role: 'assistant', content: null, function_call: called }];
    expect(read({ functions: [{ name: 'pay', parameters: {} }], messages })).toStrictEqual({
      kind: 'chat',
      messages: [
        question,
        {
          role: 'assistant',
          content: '',
          tool_calls: [
            { id: 'call_1', name: 'pay', arguments: '{"account":12345678901234567890,"amount":10.00}' },
          ],
        },
      ],
      tools: [{ type: 'function', function: { name: 'pay', parameters: {} } }],
    });
  });

  it('take what a model declined to say, and exchanges of input and output', () => {
    const declined = { role: 'assistant', content: null, refusal: 'I cannot.' };
    expect(read({ messages: [question, declined] }).messages).toEqual([
      question,
      { role: 'assistant', content: [{ type: 'refusal', refusal: 'I cannot.' }] },
    ]);
    expect(read({ conversation: [{ input: 'Which way?', output: 'North.' }] })).toStrictEqual({
      kind: 'chat',
      messages: [question, answer],
    });
  });

  it('are told where they have parts of Anthropic’s', () => {
    const call = { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'where', input: {} }] };
    expect(new RecordReader().read({ messages: [question, call] })).toMatchObject({
      ok: false,
      faults: [{ path: ['messages', 1, 'content', 0], code: 'invalid_value' }],
    });
  });

  it('keep pictures, and text in one part as text', () => {
    const picture = { type: 'image_url', image_url: { url: 'https://example.org/a.png' } };
    const record = {
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'What?' }, picture] },
        { role: 'assistant', content: [{ type: 'text', text: 'A cat.' }] },
      ],
    };
    expect(read(record).messages).toEqual([
      { role: 'user', content: [{ type: 'text', text: 'What?' }, picture] },
      { role: 'assistant', content: 'A cat.' },
    ]);
  });

  it('keep fields that nobody knows', () => {
    expect(read({ messages: [{ ...question, mood: 'calm' }, answer], id: 7, split: null })).toMatchObject({
      messages: [{ extra: { mood: 'calm' } }, {}],
      extra: { id: 7 },
    });
  });
});

describe('records with fields', () => {
  it('are Alpaca’s with input, system and history', () => {
    const record = {
      instruction: 'Which way?',
      input: 'At sea.',
      output: 'North.',
      system: 'Be brief.',
      history: [['Hi', 'Hello']],
    };
    expect(read(record)).toStrictEqual({
      kind: 'chat',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello' },
        { ...question, context: 'At sea.' },
        answer,
      ],
    });
  });

  it.each([
    ['the seed’s', { instruction: 'Which way?', context: '', response: 'North.' }],
    ['prompt and completion', { prompt: 'Which way?', completion: 'North.' }],
    ['prompt and completion as messages', { prompt: [question], completion: [answer] }],
    ['question and answer', { Question: 'Which way?', Answer: 'North.' }],
    ['Alpaca’s with everything in the input', { instruction: '', input: 'Which way?', output: 'North.' }],
    [
      'columns of a table made from messages',
      { messages: JSON.stringify([question, answer]), prompt: null, chosen: null },
    ],
  ])('are %s', (_, record) => {
    expect(read(record)).toStrictEqual({ kind: 'chat', messages: [question, answer] });
  });

  it('follow a mapping that somebody chose', () => {
    const reader = new RecordReader({ instruction: 'frage_1', response: 'reaktion' });
    expect(reader.read({ frage_1: 'Which way?', reaktion: 'North.', id: 3 })).toMatchObject({
      ok: true,
      value: { messages: [question, answer], extra: { id: 3 } },
    });
  });
});

describe('preference pairs', () => {
  const pair = {
    kind: 'preference',
    messages: [question],
    chosen: [answer],
    rejected: [{ role: 'assistant', content: 'No idea.' }],
  };
  const worse = { role: 'assistant', content: 'No idea.' };

  it.each([
    [
      'OpenAI’s',
      { input: { messages: [question] }, preferred_output: [answer], non_preferred_output: [worse] },
    ],
    ['texts with a prompt', { prompt: 'Which way?', chosen: 'North.', rejected: 'No idea.' }],
    ['Alpaca’s', { instruction: 'Which way?', input: '', chosen: 'North.', rejected: 'No idea.' }],
    ['Alpaca’s older form', { instruction: 'Which way?', input: '', output: ['North.', 'No idea.'] }],
    ['lists with a prompt of messages', { prompt: [question], chosen: [answer], rejected: [worse] }],
    ['whole conversations', { chosen: [question, answer], rejected: [question, worse] }],
    [
      'whole conversations with the prompt repeated',
      { prompt: 'Which way?', chosen: [question, answer], rejected: [question, worse] },
    ],
    [
      'ShareGPT’s',
      {
        conversations: [{ from: 'human', value: 'Which way?' }],
        chosen: { from: 'gpt', value: 'North.' },
        rejected: { from: 'gpt', value: 'No idea.' },
      },
    ],
    ['OpenPipe’s', { messages: [question, answer], rejected_message: worse }],
    [
      'dialogues in a text',
      {
        chosen: '\n\nHuman: Which way?\n\nAssistant: North.',
        rejected: '\n\nHuman: Which way?\n\nAssistant: No idea.',
      },
    ],
  ])('are %s', (_, record) => {
    expect(read(record)).toStrictEqual(pair);
  });

  it('keep answers that are JSON as texts', () => {
    expect(read({ prompt: 'As JSON?', chosen: '{"a": 1}', rejected: '[1]' })).toMatchObject({
      chosen: [{ content: '{"a": 1}' }],
      rejected: [{ content: '[1]' }],
    });
  });
});
