import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrainingExample } from '../../training-center/examples/training-example.ts';
import { arbitraryExample } from '../../training-center/testing/arbitrary-example.ts';
import { fineTuneMethods, fineTuneProviders } from '../fine-tune-provider.ts';
import { prepareExample, type ExampleRules } from './prepare-example.ts';
import { trainingRows } from './training-rows.ts';

const rules: ExampleRules = {
  provider: 'openai',
  method: 'supervised',
  systemPrompt: { use: 'text', text: 'You are Ash.' },
  redact: false,
};
const chat: TrainingExample = {
  kind: 'chat',
  messages: [
    { role: 'system', content: 'An old prompt.' },
    { role: 'user', content: 'Mail me at ash@example.org', name: 'Anna Maria' },
    { role: 'assistant', content: 'First.', weight: 0 },
    { role: 'user', content: 'And then?', context: 'It rains.' },
    { role: 'assistant', content: 'Second.', name: '…' },
  ],
  labels: { genre: 'comedy' },
  parallel_tool_calls: true,
};
const pair: TrainingExample = {
  kind: 'preference',
  messages: [{ role: 'user', content: 'Hi' }],
  chosen: [{ role: 'assistant', content: 'Hello!' }],
  rejected: [{ role: 'assistant', content: 'What?' }],
};

describe('a prepared example', () => {
  it('has the active prompt first and no other, no labels, and names that providers take', () => {
    expect(prepareExample(chat, rules)).toEqual({
      kind: 'chat',
      messages: [
        { role: 'system', content: 'You are Ash.' },
        { role: 'user', content: 'Mail me at ash@example.org', name: 'Anna_Maria' },
        { role: 'assistant', content: 'First.', weight: 0 },
        { role: 'user', content: 'And then?', context: 'It rains.' },
        { role: 'assistant', content: 'Second.' },
      ],
      parallel_tool_calls: true,
    });
  });

  it('keeps its own prompt, or has none, where that is asked for', () => {
    const first = (systemPrompt: ExampleRules['systemPrompt']) =>
      prepareExample(chat, { ...rules, systemPrompt }).messages[0]?.content;
    expect(first({ use: 'own' })).toBe('An old prompt.');
    expect(first({ use: 'none' })).toBe('Mail me at ash@example.org');
  });

  it('has no personal data in it where that is asked for', () => {
    expect(prepareExample(chat, { ...rules, redact: true }).messages[1]?.content).toBe('Mail me at [email]');
  });

  it('of a pair is the conversation with the preferred answer, or the pair', () => {
    expect(prepareExample(pair, rules)).toMatchObject({
      kind: 'chat',
      messages: [{ role: 'system' }, { content: 'Hi' }, { content: 'Hello!' }],
    });
    expect(prepareExample(pair, { ...rules, method: 'dpo' })).toMatchObject({ kind: 'preference' });
  });
});

describe('its rows', () => {
  const rowsOf = (example: TrainingExample, changes: Partial<ExampleRules>) => {
    const used = { ...rules, systemPrompt: { use: 'none' } as const, ...changes };
    return trainingRows(prepareExample(example, used), used.method, used.provider);
  };

  it('are one in OpenAI’s form, without what only OpenAI knows for others', () => {
    expect(rowsOf(chat, {})).toMatchObject([
      { messages: [{}, { weight: 0 }, {}, {}], parallel_tool_calls: true },
    ]);
    expect(rowsOf(chat, { provider: 'together' })[0]).not.toHaveProperty('parallel_tool_calls');
    expect(rowsOf(pair, { method: 'dpo' })).toEqual([
      {
        input: { messages: [{ role: 'user', content: 'Hi' }] },
        preferred_output: [{ role: 'assistant', content: 'Hello!' }],
        non_preferred_output: [{ role: 'assistant', content: 'What?' }],
      },
    ]);
    expect(rowsOf(chat, { method: 'dpo' })).toEqual([]);
  });

  it('are one for each answer that is learnt in TRL’s form', () => {
    expect(rowsOf(chat, { provider: 'huggingface' })).toEqual([
      {
        prompt: [
          { role: 'user', content: 'Mail me at ash@example.org' },
          { role: 'assistant', content: 'First.' },
          { role: 'user', content: 'And then?\n\nContext:\nIt rains.' },
        ],
        completion: [{ role: 'assistant', content: 'Second.' }],
      },
    ]);
    expect(rowsOf(pair, { provider: 'huggingface', method: 'dpo' })).toEqual([
      {
        prompt: [{ role: 'user', content: 'Hi' }],
        chosen: [{ role: 'assistant', content: 'Hello!' }],
        rejected: [{ role: 'assistant', content: 'What?' }],
      },
    ]);
  });

  it('are JSON for any example, method and provider, and the prompt is their first message', () => {
    const [methods, providers] = [fc.constantFrom(...fineTuneMethods), fc.constantFrom(...fineTuneProviders)];
    fc.assert(
      fc.property(arbitraryExample, methods, providers, (example, method, provider) => {
        const used = { ...rules, method, provider };
        for (const row of trainingRows(prepareExample(example, used), method, provider)) {
          expect(JSON.parse(JSON.stringify(row))).toEqual(row);
          const text = JSON.stringify(row);
          expect(text.indexOf('You are Ash.')).toBeLessThan(60);
          expect(text.match(/"role":"system"/g)).toHaveLength(1);
        }
      }),
    );
  });
});
