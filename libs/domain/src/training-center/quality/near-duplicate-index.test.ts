import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../conversations/words.ts';
import { mix32 } from '../../auto-train/seeded-random.ts';
import { NearDuplicateIndex } from './near-duplicate-index.ts';

/** A text of words drawn out of a thousand; `changed` of its words, evenly spread, are others. */
function textOf(seed: number, words: number, changed = 0): string {
  const every = changed === 0 ? Infinity : Math.floor(words / changed);
  return Array.from({ length: words }, (_, at) => {
    const isChanged = changed > 0 && at % every === 0 && at / every < changed;
    return `w${String(mix32(mix32(seed) ^ (at + (isChanged ? 1e6 : 0))) % 1_000)}`;
  }).join(' ');
}

/** The Jaccard coefficient of the shingles, by sets. */
function trueSimilarity(one: string, other: string): number {
  const shingles = [one, other].map((text) => {
    const words = wordsOf(text);
    return new Set(words.slice(2).map((_, at) => words.slice(at, at + 3).join(' ')));
  });
  const [first = new Set(), second = new Set()] = shingles;
  const shared = [...first].filter((shingle) => second.has(shingle)).length;
  return shared / (first.size + second.size - shared);
}

describe('the index of near-duplicates', () => {
  it('finds a text again, whatever its case, accents, punctuation and spaces', () => {
    const index = new NearDuplicateIndex();
    expect(index.add('What is the capital of France? Paris, naïvely.')).toBe(false);
    expect(index.add('what is  the CAPITAL of france?\nParis -- naively!')).toBe(true);
    expect(index.add('What is the capital of Spain? Madrid, naively.')).toBe(false);
    expect(index.size).toBe(2);
  });

  it('tells which earlier text it was', () => {
    const index = new NearDuplicateIndex();
    const texts = [1, 2, 3].map((seed) => textOf(seed, 60));
    expect(texts.map((text) => index.addOrFind(text))).toEqual([null, null, null]);
    expect(texts.map((text) => index.addOrFind(text))).toEqual([0, 1, 2]);
  });

  it('compares texts of a few words, of other scripts and without any word', () => {
    const index = new NearDuplicateIndex();
    expect(
      [
        'Hi',
        'hi!',
        'Hi there',
        '',
        '???',
        '今日はいい天気ですね',
        '今日はいい天気ですね。',
        'Привет, мир',
      ].map((text) => index.add(text)),
    ).toEqual([false, true, false, false, false, false, true, false]);
  });

  it('finds nearly all texts that are much alike, and hardly any that are not', () => {
    const index = new NearDuplicateIndex();
    const count = 2_000;
    for (let seed = 0; seed < count; seed += 1) index.add(textOf(seed, 120));
    expect(index.size).toBe(count);
    const share = (changed: number): { found: number; similarity: number } => {
      let found = 0;
      let similarity = 0;
      for (let seed = 0; seed < count; seed += 1) {
        const text = textOf(seed, 120, changed);
        // The order of additions must not matter: what is not found is added, and is like no other text.
        if (index.addOrFind(text) === seed) found += 1;
        if (seed < 50) similarity += trueSimilarity(textOf(seed, 120), text) / 50;
      }
      return { found: found / count, similarity };
    };
    const [one, three, seven, fifteen] = [share(1), share(3), share(7), share(15)];
    expect(one.similarity).toBeGreaterThan(0.95);
    expect(one.found).toBeGreaterThan(0.99);
    expect(three.similarity).toBeCloseTo(0.86, 1);
    expect(three.found).toBeGreaterThan(0.85);
    expect(seven.similarity).toBeLessThan(0.75);
    expect(seven.found).toBeLessThan(0.1);
    expect(fifteen.similarity).toBeLessThan(0.5);
    expect(fifteen.found).toBe(0);
  });

  it('stays within its bytes, also where all texts have most phrases in common', () => {
    const index = new NearDuplicateIndex();
    const common = textOf(9, 60);
    const startedAt = performance.now();
    for (let seed = 0; seed < 20_000; seed += 1) index.add(`${common} ${textOf(seed, 60)}`);
    expect(index.size).toBeGreaterThan(19_900);
    expect(index.bytes / index.size).toBeLessThan(200);
    // Without a bound on what is compared this takes minutes.
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});
