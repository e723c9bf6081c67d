import { expect, test } from 'vitest';
import { placeEmoji } from './place-emoji.ts';

const word = (text: string, left: number, top: number) => ({
  text,
  box: { left, top, right: left + text.length * 10, bottom: top + 20 },
});
const lines = [
  { text: 'see you', words: [word('see', 0, 0), word('you', 40, 0)] },
  { text: 'soon', words: [word('soon', 0, 26)] },
];
const at = (emoji: string, left: number, top: number) => ({
  emoji,
  box: { left, top, right: left + 22, bottom: top + 22 },
});

test('an emoji stands where it is on its line, the nearest one', () => {
  expect(placeEmoji(lines, [at('🎉', 45, 24)])).toBe('see you soon 🎉');
  expect(placeEmoji(lines, [at('🎉', -26, -2)])).toBe('🎉 see you soon');
});

test('emoji that touch are written without a space between them', () => {
  expect(placeEmoji(lines, [at('😭', 45, 25), at('😭', 67, 25)])).toBe('see you soon 😭😭');
});

test('a bubble of emoji alone has them as its text', () => {
  expect(placeEmoji([], [at('👍', 0, 0)])).toBe('👍');
});
