import { expect, it } from 'vitest';
import { findCommonPhrases } from './phrases.ts';
import { tokenizeMessage } from './tokenized-message.ts';

const phrases = (messages: string[]) => findCommonPhrases(messages.map(tokenizeMessage), 'en');

it('prefers the longer phrase over those it contains', () => {
  const found = phrases(['let me know asap', 'Let me know asap!', 'ok let me know asap please']);
  expect(found).toEqual([{ text: 'let me know asap', count: 3 }]);
});

it('keeps a shorter phrase that is mostly used without the longer one', () => {
  const found = phrases([...Array<string>(8).fill('sounds good'), 'sounds good man', 'sounds good man']);
  expect(found.map(({ text }) => text)).toContain('sounds good');
});

it('leaves out phrases of function words alone', () => {
  expect(phrases(['it is in the', 'it is in the', 'it is in the'])).toEqual([]);
});

it('does not show the same words of a long formula in several windows', () => {
  const formula = 'please send over your latest quarterly report';
  const pairs = phrases([formula, formula, formula]).flatMap(({ text }) => {
    const words = text.split(' ');
    return words.slice(1).map((word, index) => `${words[index]} ${word}`);
  });
  expect(pairs.length).toBeGreaterThan(0);
  expect(new Set(pairs).size).toBe(pairs.length);
});

it('finds nothing in messages that repeat nothing', () => {
  expect(phrases(['one thing', 'another matter'])).toEqual([]);
});
