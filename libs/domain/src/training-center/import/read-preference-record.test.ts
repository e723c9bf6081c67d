import { describe, expect, it } from 'vitest';
import type { TrainingExample } from '../examples/training-example.ts';
import { RecordReader } from './read-record.ts';

const reading = (record: unknown) => new RecordReader().read(record);

function read(record: unknown): TrainingExample {
  const found = reading(record);
  if (!found.ok) throw new Error(JSON.stringify(found.faults));
  return found.value;
}

const system = { role: 'system', content: 'You are a pirate.' };
const question = { role: 'user', content: 'Which way?' };
const better = { role: 'assistant', content: 'North.' };
const worse = { role: 'assistant', content: 'No idea.' };
const lists = { chosen: [better], rejected: [worse] };
const whole = { chosen: [question, better], rejected: [question, worse] };

describe('the answers of a pair', () => {
  it.each([
    ['answer', { question: 'Which way?', answer: 'see chosen', chosen: 'North.', rejected: 'No idea.' }],
    ['output', { instruction: 'Which way?', output: '42', chosen: 'North.', rejected: 'No idea.' }],
    ['response', { prompt: 'Which way?', response: 'Well.', chosen: 'North.', rejected: 'No idea.' }],
  ])('are the chosen and the rejected one, whatever else is called %s', (field, record) => {
    expect(read(record)).toMatchObject({
      kind: 'preference',
      messages: [question],
      chosen: [better],
      rejected: [worse],
      extra: { [field]: expect.any(String) },
    });
  });

  it.each([
    ['null', { prompt: 'Which way?', chosen: 'North.', rejected: null }],
    ['blank', { prompt: 'Which way?', chosen: 'North.', rejected: ' ' }],
  ])('are two: one that is %s is told', (_, record) => {
    expect(reading(record)).toMatchObject({
      ok: false,
      faults: [{ path: ['rejected'], code: 'empty_text' }],
    });
  });

  it('may stand beside messages, as ms-swift has them', () => {
    expect(read({ messages: [question, better], rejected_response: 'No idea.' })).toStrictEqual({
      kind: 'preference',
      messages: [question],
      chosen: [better],
      rejected: [worse],
    });
  });

  it('end a dialogue: one that stops before its answer is told as such', () => {
    const record = {
      chosen: '\n\nHuman: Which way?\n\nAssistant:',
      rejected: '\n\nHuman: Which way?\n\nAssistant: No idea.',
    };
    expect(reading(record)).toMatchObject({ ok: false, faults: [{ path: ['chosen'], code: 'empty_text' }] });
  });
});

describe('the prompt of a pair', () => {
  const earlier = [
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: 'Ahoy' },
  ];

  it.each([
    ['system turn of its own', [system, question]],
    ['earlier turns of its own', [...earlier, question]],
    ['nothing but a system turn', [system]],
  ])('has a %s before conversations that both begin with it', (_, prompt) => {
    expect(read({ prompt, ...whole }).messages).toEqual([
      ...prompt.filter((turn) => turn !== question),
      question,
    ]);
  });

  it('is kept beside them where it is written in another way', () => {
    expect(read({ prompt: '[user] Which way? [assistant]', ...whole })).toMatchObject({
      messages: [question],
      extra: { prompt: '[user] Which way? [assistant]' },
    });
  });

  it('is there once where the chosen conversation is there twice', () => {
    const record = { prompt: 'Which way?', messages: whole.chosen, ...whole };
    expect(read(record)).toStrictEqual({ kind: 'preference', messages: [question], ...lists });
  });

  it.each([
    [
      'an input beside two outputs',
      { instruction: 'Which way?', input: 'At sea.', output: ['North.', 'No idea.'] },
    ],
    ['an input beside lists', { instruction: 'Which way?', input: 'At sea.', ...lists }],
    ['a context beside lists', { prompt: 'Which way?', context: 'At sea.', ...lists }],
  ])('has its context from %s', (_, record) => {
    expect(read(record)).toStrictEqual({
      kind: 'preference',
      messages: [{ ...question, context: 'At sea.' }],
      ...lists,
    });
  });

  it('has its history, and the system text by any of its names', () => {
    const record = {
      system_prompt: system.content,
      instruction: 'Which way?',
      history: [['Hi', 'Ahoy']],
      ...lists,
    };
    expect(read(record)).toStrictEqual({
      kind: 'preference',
      messages: [system, ...earlier, question],
      ...lists,
    });
  });

  it('is a dialogue that waits for its answer', () => {
    const prompt = '\n\nHuman: Hi\n\nAssistant: Ahoy\n\nHuman: Which way?\n\nAssistant:';
    expect(read({ prompt, chosen: ' North.', rejected: ' No idea.' }).messages).toEqual([
      ...earlier,
      question,
    ]);
    expect(read({ prompt, completion: 'North.' }).messages).toEqual([...earlier, question, better]);
  });
});
