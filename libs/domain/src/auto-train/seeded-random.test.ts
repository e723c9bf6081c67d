import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deriveSeed, hashText, hashWords, mix32, seededShuffle } from './seeded-random.ts';

it('gives the published values of MurmurHash3’s finaliser', () => {
  expect(mix32(0)).toBe(0);
  expect(mix32(1)).toBe(0x514e28b7);
  expect(mix32(0xffffffff)).toBe(0x81f16f39);
});

it('shuffles without losing or doubling an item, and leaves its input alone', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.nat(), (items, seed) => {
      const before = [...items];
      const shuffled = seededShuffle(items, seed);
      expect(shuffled.toSorted()).toEqual(items.toSorted());
      expect(items).toEqual(before);
    }),
  );
});

it('puts every item at every place about equally often', () => {
  const rounds = 8_000;
  const firsts = Array.from(
    { length: rounds },
    (_, round) => seededShuffle([0, 1, 2, 3], deriveSeed(round))[0],
  );
  for (const item of [0, 1, 2, 3]) {
    // Six standard deviations around a quarter.
    expect(Math.abs(firsts.filter((first) => first === item).length - rounds / 4)).toBeLessThan(233);
  }
});

it('derives different seeds for different parts and their order', () => {
  const seeds = [
    deriveSeed(1),
    deriveSeed(2),
    deriveSeed(1, 1),
    deriveSeed(1, 2),
    deriveSeed(1, 1, 2),
    deriveSeed(1, 2, 1),
  ];
  expect(new Set(seeds).size).toBe(seeds.length);
});

it('keeps the choices of recorded seeds for good', () => {
  expect(seededShuffle([0, 1, 2, 3, 4, 5, 6, 7], 42)).toMatchInlineSnapshot(`
    [
      1,
      7,
      0,
      5,
      2,
      4,
      3,
      6,
    ]
  `);
  expect(hashText('a quiet harbour')).toMatchInlineSnapshot(`759823827`);
});

it('hashes words as the text that they make', () => {
  const words = ['a', 'quiet', 'harbour', 'at', 'night'];
  expect(hashWords(words, 0, 3)).toBe(hashText('a quiet harbour'));
  expect(hashWords(words, 3, 9)).toBe(hashText('at night'));
  expect(hashWords([], 0, 3)).toBe(hashText(''));
});

it('begins an order with what the whole order begins with', () => {
  const items = [...Array(20).keys()];
  expect(seededShuffle(items, 7, 5)).toEqual(seededShuffle(items, 7).slice(0, 5));
});
