import { expect, it } from 'vitest';
import { composeDefaultSystemPrompt } from './default-system-prompt.ts';

it('speaks from backstory, traits and type', () => {
  const prompt = composeDefaultSystemPrompt({
    name: 'Ash',
    backstory: 'A trainer.',
    traits: ['curious'],
    mbti: 'INTJ',
  });
  expect(prompt).toContain('You are Ash.');
  expect(prompt).toContain('A trainer.');
  expect(prompt).toContain('Traits: curious.');
  expect(prompt).toContain('INTJ (reserved,');
});

it('leaves out what is unknown', () => {
  const prompt = composeDefaultSystemPrompt({ name: 'Ash', backstory: '', traits: [], mbti: null });
  expect(prompt).not.toMatch(/Traits|Myers|\n\n\n/u);
});
