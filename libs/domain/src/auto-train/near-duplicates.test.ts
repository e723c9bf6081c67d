import { describe, expect, it } from 'vitest';
import { wordsOf } from '../conversations/words.ts';
import { bandKeys, isNearDuplicate, shingleWords, signatureOf, similarity } from './near-duplicates.ts';
import { deriveSeed, seededShuffle } from './seeded-random.ts';

const STORY = `The ferry left without its captain, and Mara took the wheel because nobody else would. "Which way?" asked
the boy with the lantern. She listened to the bell buoy, to the cold rain on the glass, and turned towards neither. By
dawn the harbour lay behind them, small as a coin, and the boy had fallen asleep on a coil of rope that smelled of salt.`;

describe('one story', () => {
  it('is like itself, whatever its case and punctuation', () => {
    const shouted = STORY.toUpperCase().replace(/[".,]/gu, ' ');
    expect(similarity(signatureOf(STORY), signatureOf(shouted))).toBe(1);
  });

  it('is a near-duplicate of itself with another name', () => {
    expect(isNearDuplicate(signatureOf(STORY), signatureOf(STORY.replace('Mara', 'Edda')))).toBe(true);
  });

  it('is none of another story', () => {
    const other =
      'A baker bets that she can guess what any customer is missing, until a customer orders nothing.';
    expect(similarity(signatureOf(STORY), signatureOf(other))).toBeLessThan(0.05);
  });

  it('keeps its signature and keys for good, as they are stored', () => {
    expect(signatureOf(STORY).slice(0, 3)).toMatchInlineSnapshot(`
      [
        37820467,
        15253143,
        116343257,
      ]
    `);
    expect(bandKeys(signatureOf(STORY)).slice(0, 3)).toMatchInlineSnapshot(`
      [
        "0-1yd8iei",
        "1-8lche3",
        "2-fqx2bn",
      ]
    `);
  });
});

it('compares texts too short for a shingle', () => {
  expect(similarity(signatureOf('Go home'), signatureOf('go home!'))).toBe(1);
  expect(similarity(signatureOf('Go home'), signatureOf('stay here'))).toBe(0);
  expect(similarity(signatureOf(''), signatureOf('…'))).toBe(1);
});

it('refuses signatures of different lengths', () => {
  expect(() => similarity([1, 2], [1])).toThrow(RangeError);
});

it('makes 20 short keys that tell bands apart', () => {
  const keys = bandKeys(signatureOf(STORY));
  expect(new Set(keys).size).toBe(20);
  for (const key of keys) expect(key).toMatch(/^[0-9a-j]-[0-9a-z]{1,7}$/u);
});

describe('measured on generated texts', () => {
  const vocabulary = Array.from({ length: 600 }, (_, index) => `word${index.toString(36)}`);
  const textOf = (seed: number) =>
    Array.from({ length: 120 }, (_, index) => seededShuffle(vocabulary, deriveSeed(seed, index))[0] ?? '');
  const replaceWords = (words: readonly string[], count: number, seed: number) => {
    const places = new Set(seededShuffle([...words.keys()], seed).slice(0, count));
    return words.map((word, index) => (places.has(index) ? `new${String(index)}` : word));
  };
  const shinglesOf = (text: string) => {
    const words = wordsOf(text);
    return new Set(
      words.slice(shingleWords - 1).map((_, start) => words.slice(start, start + shingleWords).join(' ')),
    );
  };
  const jaccard = (one: string, other: string) => {
    const [left, right] = [shinglesOf(one), shinglesOf(other)];
    const both = [...left].filter((shingle) => right.has(shingle)).length;
    return both / (left.size + right.size - both);
  };

  const pairs = Array.from({ length: 400 }, (_, seed) => {
    const words = textOf(seed);
    const one = words.join(' ');
    const other = replaceWords(words, seed % 20, seed).join(' ');
    const [left, right] = [signatureOf(one), signatureOf(other)];
    const keys = new Set(bandKeys(right));
    return {
      truth: jaccard(one, other),
      estimate: similarity(left, right),
      flagged: isNearDuplicate(left, right),
      found: bandKeys(left).some((key) => keys.has(key)),
    };
  });

  it('estimates the true similarity without bias, within its standard error', () => {
    const errors = pairs.map(({ truth, estimate }) => estimate - truth);
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    const root = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(root).toBeLessThan(0.05);
  });

  it('flags near-duplicates with a precision and a recall over 0.9', () => {
    const flagged = pairs.filter((pair) => pair.flagged);
    const alike = pairs.filter(({ truth }) => truth >= 0.8);
    expect(flagged.filter(({ truth }) => truth >= 0.8).length / flagged.length).toBeGreaterThan(0.9);
    expect(alike.filter((pair) => pair.flagged).length / alike.length).toBeGreaterThan(0.9);
    // What is far from the threshold is never on the wrong side of it.
    expect(pairs.filter(({ truth, flagged: is }) => (truth < 0.65 && is) || (truth > 0.92 && !is))).toEqual(
      [],
    );
  });

  it('finds 99 % of the near-duplicates by a common key', () => {
    const alike = pairs.filter(({ truth }) => truth >= 0.8);
    expect(alike.length).toBeGreaterThan(100);
    expect(alike.filter(({ found }) => found).length / alike.length).toBeGreaterThan(0.99);
  });

  it('looks up next to no unrelated text', () => {
    const keys = Array.from(
      { length: 60 },
      (_, seed) => new Set(bandKeys(signatureOf(textOf(1_000 + seed).join(' ')))),
    );
    const met = keys.flatMap((one, index) =>
      keys.slice(index + 1).filter((other) => [...one].some((key) => other.has(key))),
    );
    expect(met).toEqual([]);
  });
});
