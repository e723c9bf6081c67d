import { expect, it } from 'vitest';
import { whiteSpace } from './white-space.ts';

it('is every character that trimming takes away, and no other', () => {
  const characters = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
  expect(characters.filter((character) => character.trim() === '').join('')).toBe(whiteSpace);
});
