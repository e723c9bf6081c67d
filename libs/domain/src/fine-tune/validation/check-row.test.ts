import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chatRecord, preferenceRecord } from '../../training-center/export/format-record.ts';
import { arbitraryExample } from '../../training-center/testing/arbitrary-example.ts';
import type { FineTuneMethod, FineTuneProvider } from '../fine-tune-provider.ts';
import { checkRow } from './check-row.ts';

const user = { role: 'user', content: 'Hi' };
const answer = { role: 'assistant', content: 'Hello!' };
const chat = (...messages: unknown[]) => ({ messages });
const pair = (changes: object = {}) => ({
  input: { messages: [user] },
  preferred_output: [answer],
  non_preferred_output: [{ role: 'assistant', content: 'What?' }],
  ...changes,
});
const tool = { type: 'function', function: { name: 'look_up', parameters: { type: 'object' } } };
const call = { id: 'c1', type: 'function', function: { name: 'look_up', arguments: '{}' } };
const calling = { role: 'assistant', content: null, tool_calls: [call] };
const result = { role: 'tool', content: '42', tool_call_id: 'c1' };

const found = (row: unknown, provider: FineTuneProvider = 'openai', method: FineTuneMethod = 'supervised') =>
  checkRow(row, provider, method).map(({ code, field }) => (field === null ? code : `${code} ${field}`));

describe('sound rows', () => {
  it.each([
    ['a question and an answer', chat(user, answer)],
    ['a system message first', chat({ role: 'system', content: 'Be Ash.' }, user, answer)],
    ['weights', chat(user, { ...answer, weight: 0 }, user, { ...answer, weight: 1 })],
    ['a called tool', { messages: [user, calling, result, answer], tools: [tool] }],
    ['parts', chat({ role: 'user', content: [{ type: 'text', text: 'Hi' }] }, answer)],
  ])('with %s are taken by OpenAI, Together, Fireworks and the LoRA trainer', (_, row) => {
    expect(found(row)).toEqual([]);
    expect(found(row, 'together')).toEqual([]);
    expect(found(row, 'fireworks')).toEqual([]);
    expect(found(row, 'lora')).toEqual([]);
  });

  it('of preference pairs are taken by all four', () => {
    for (const provider of ['openai', 'together', 'fireworks', 'lora'] as const)
      expect(found(pair(), provider, 'dpo')).toEqual([]);
  });

  it('in TRL’s form are taken by Hugging Face', () => {
    expect(found({ prompt: [user], completion: [answer] }, 'huggingface')).toEqual([]);
    expect(
      found({ prompt: [user], chosen: [answer], rejected: [user && calling] }, 'huggingface', 'dpo'),
    ).toEqual(['message_missing_key rejected.0.content']);
  });
});

describe('OpenAI’s published checks', () => {
  it.each([
    ['data_type', [1]],
    ['missing_messages_list messages', {}],
    ['missing_messages_list messages', { messages: [] }],
    ['message_missing_key messages.0.role', chat({ content: 'Hi' }, answer)],
    ['message_missing_key messages.0.content', chat({ role: 'user' }, answer)],
    ['message_unrecognized_key messages.1.mood', chat(user, { ...answer, mood: 'glad' })],
    ['unrecognized_role messages.0.role', chat({ role: 'human', content: 'Hi' }, answer)],
    ['missing_content messages.1.content', chat(user, { role: 'assistant', content: ' ' }, user, answer)],
    ['missing_content messages.0.content', chat({ role: 'user', content: null }, answer)],
    ['example_missing_assistant_message messages', chat(user)],
  ])('find %s', (expected, row) => {
    expect(found(row)).toEqual([expected]);
  });
});

describe('further rules', () => {
  it.each([
    ['row_unrecognized_key genre', { ...chat(user, answer), genre: 'x' }],
    ['last_message_not_assistant messages.2', chat(user, answer, user)],
    ['invalid_weight messages.1.weight', chat(user, { ...answer, weight: 0.5 })],
    ['misplaced_weight messages.0.weight', chat({ ...user, weight: 1 }, answer)],
    ['nothing_to_learn messages', chat(user, { ...answer, weight: 0 })],
    ['invalid_name messages.0.name', chat({ ...user, name: 'Ash Ketchum' }, answer)],
    [
      'invalid_content_part messages.0.content.0',
      chat({ role: 'user', content: [{ type: 'sound' }] }, answer),
    ],
    ['invalid_tools tools.0', { ...chat(user, answer), tools: [{ type: 'function' }] }],
    ['unknown_tool messages.1.tool_calls', chat(user, calling, result, answer)],
    ['unanswered_tool_call messages.2', { messages: [user, calling, answer], tools: [tool] }],
    ['stray_tool_message messages.1', chat(user, result, answer)],
    ['stray_tool_message messages.1.tool_call_id', chat(user, { role: 'tool', content: 'x' }, answer)],
    [
      'invalid_tool_call messages.1.tool_calls.0',
      {
        ...chat(user, {
          ...calling,
          tool_calls: [{ ...call, function: { name: 'look_up', arguments: {} } }],
        }),
        tools: [tool],
      },
    ],
  ])('find %s', (expected, row) => {
    expect(found(row)).toEqual([expected]);
  });

  it.each([
    ['missing_preference_input input', pair({ input: {} })],
    ['preference_input_ends_with_assistant input.messages.1', pair({ input: { messages: [user, answer] } })],
    ['invalid_preference_output preferred_output', pair({ preferred_output: [answer, answer] })],
    ['invalid_preference_output non_preferred_output', pair({ non_preferred_output: [user] })],
    ['equal_preference_outputs', pair({ non_preferred_output: [answer] })],
    ['row_unrecognized_key messages', { ...pair(), messages: [] }],
  ])('find %s in a pair', (expected, row) => {
    expect(found(row, 'openai', 'dpo')).toEqual([expected]);
  });
});

describe('Together', () => {
  it('refuses a row that fits two formats', () => {
    expect(found({ ...chat(user, answer), text: 'Hi' }, 'together')).toEqual(['ambiguous_format']);
    expect(found({ ...chat(user, answer), parallel_tool_calls: true }, 'together')).toEqual([
      'row_unrecognized_key parallel_tool_calls',
    ]);
  });

  it('lets user and assistant speak in turn, and weighs any message', () => {
    expect(found(chat(user, user, answer), 'together')).toEqual(['turn_order messages.1']);
    expect(found(chat(user, user, answer))).toEqual([]);
    expect(found(chat({ ...user, weight: 0 }, answer), 'together')).toEqual([]);
    expect(found(chat(user, answer, { role: 'system', content: 'x' }, user, answer), 'together')).toEqual([
      'misplaced_system_message messages.2',
    ]);
  });
});

it('the LoRA trainer takes no pictures', () => {
  const picture = { type: 'image_url', image_url: { url: 'https://example.org/a.png' } };
  const row = chat({ role: 'user', content: [picture] }, answer);
  expect(found(row)).toEqual([]);
  expect(found(row, 'lora')).toEqual(['invalid_content_part messages.0.content.0']);
});

it('TRL’s rows need a prompt, and an answer at the end', () => {
  expect(found({ prompt: [], completion: [answer] }, 'huggingface')).toEqual(['missing_prompt prompt']);
  expect(found({ prompt: [user] }, 'huggingface')).toEqual(['missing_completion completion']);
  expect(found({ prompt: [user], completion: [user] }, 'huggingface')).toEqual([
    'last_message_not_assistant completion',
  ]);
  expect(found({ prompt: [user], chosen: [answer], rejected: [answer] }, 'huggingface', 'dpo')).toEqual([
    'equal_preference_outputs',
  ]);
});

it('finds nothing in what an export writes, but what the examples themselves lack', () => {
  // Generated examples call tools that they do not define, answer nothing new, or learn from nothing.
  const own = new Set(['unknown_tool', 'nothing_to_learn', 'equal_preference_outputs']);
  fc.assert(
    fc.property(arbitraryExample, (example) => {
      const row: unknown = JSON.parse(JSON.stringify(chatRecord(example)));
      const rows = [checkRow(row, 'openai', 'supervised')];
      const preference = preferenceRecord(example);
      if (preference !== null) rows.push(checkRow(JSON.parse(JSON.stringify(preference)), 'openai', 'dpo'));
      expect(rows.flat().filter(({ code }) => !own.has(code))).toEqual([]);
    }),
  );
});
