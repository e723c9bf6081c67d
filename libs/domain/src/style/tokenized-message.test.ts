import { describe, expect, it } from 'vitest';
import { findEmoji, tokenizeMessage } from './tokenized-message.ts';

describe('tokenizeMessage', () => {
  it('counts flags, families and skin tones as one emoji and one character each', () => {
    const message = tokenizeMessage('hi 👨‍👩‍👧 🇩🇰 👍🏽');
    expect(message.emoji).toEqual(['👨‍👩‍👧', '🇩🇰', '👍🏽']);
    expect(message.characterCount).toBe(8);
  });

  it('knows emoji of recent years and hearts without a variation selector, but no copyright sign or digit', () => {
    expect(findEmoji('🫠 ❤ ✈ © ™ 12 #')).toEqual(['🫠', '❤', '✈']);
  });

  it('reads drawn-out letters as one letter, and keeps laughter', () => {
    const message = tokenizeMessage('Heyyy that is sooo good kkkkk');
    expect(message.words).toEqual(['hey', 'that', 'is', 'so', 'good', 'kkkkk']);
    expect(message.hasElongation).toBe(true);
    expect(tokenizeMessage('wait...').hasElongation).toBe(false);
  });

  it('takes no words, questions or emoji from links', () => {
    const message = tokenizeMessage('look https://example.org/?q=why');
    expect(message.words).toEqual(['look']);
    expect(message.prose).toBe('look');
    expect(message.hasLink).toBe(true);
  });

  it('keeps an apostrophe inside a word, typographic or not', () => {
    expect(tokenizeMessage("don’t, it's").words).toEqual(["don't", "it's"]);
  });

  it('segments scripts that are written without spaces', () => {
    expect(tokenizeMessage('今日は天気がいいですね').words.length).toBeGreaterThan(3);
  });

  it('counts the characters of a word with combining accents as a reader does', () => {
    expect(tokenizeMessage('cafe\u0301').characterCount).toBe(4);
  });
});
