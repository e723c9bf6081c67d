import { expect, it } from 'vitest';
import type { TrainingExample } from '../../training-center/examples/training-example.ts';
import { tokenLimitOf } from '../base-models.ts';
import { countExampleTokens, longestSequence } from './count-example-tokens.ts';

/** A word is a token; roles are words. */
const words = (text: string): number => text.split(/\s+/u).filter((word) => word !== '').length;

const chat: TrainingExample = {
  kind: 'chat',
  messages: [
    { role: 'user', content: 'one two three', context: 'four' },
    { role: 'assistant', content: 'five', name: 'ash' },
  ],
};
const pair: TrainingExample = {
  kind: 'preference',
  messages: [{ role: 'user', content: 'one two' }],
  chosen: [{ role: 'assistant', content: 'a b c' }],
  rejected: [{ role: 'assistant', content: 'a b c d e' }],
};

it('counts roles, texts with their contexts, names, and the marks around them', () => {
  // (3 + user + one two three + Context: four) + (3 + assistant + five + ash + 1) + 3
  expect(countExampleTokens(chat, 'supervised', words)).toBe(9 + 7 + 3);
});

it('counts both answers of a pair with the prompt, and for the limit the longer one', () => {
  expect(countExampleTokens(pair, 'supervised', words)).toBe(6 + 7 + 3);
  expect(countExampleTokens(pair, 'dpo', words)).toBe(6 + 7 + 3 + (6 + 9 + 3));
  expect(longestSequence(pair, 'dpo', words)).toBe(6 + 9 + 3);
  expect(longestSequence(pair, 'supervised', words)).toBe(6 + 7 + 3);
});

it('has a token limit for every model, which a job can lower', () => {
  expect(tokenLimitOf('openai', 'ft:gpt-4o-mini-2024-07-18:org:ash:x1')).toEqual({
    tokens: 65_536,
    known: true,
  });
  expect(tokenLimitOf('openai', 'gpt-3.5-turbo-1106')).toEqual({ tokens: 16_385, known: true });
  expect(tokenLimitOf('openai', 'gpt-3.5-turbo-0125', 99_999)).toEqual({ tokens: 16_385, known: true });
  expect(tokenLimitOf('together', 'unheard/of', 512)).toEqual({ tokens: 512, known: false });
  expect(tokenLimitOf('lora', 'unheard/of', 4_096)).toEqual({ tokens: 4_096, known: true });
});
