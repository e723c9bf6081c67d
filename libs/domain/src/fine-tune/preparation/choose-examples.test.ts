import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allotByPattern } from './allot-by-pattern.ts';
import type { Candidate } from './candidate.ts';
import { chooseExamples, type ChoiceRules } from './choose-examples.ts';
import { filterByQuality } from './filter-by-quality.ts';

const rules: ChoiceRules = { quality: 'prefer', min_quality: 0.7, balance: true, max_examples: null };

function candidates(count: number, quality: number, patternType: string): Candidate[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${patternType}-${String(quality)}-${String(index)}`,
    patternType,
    quality,
    tokens: 100,
    conversationId: null,
    position: 0,
    promptClass: index,
  }));
}

describe('the quality filter', () => {
  const prefer = (...qualities: number[]) => filterByQuality(qualities, rules).length;
  const many = (count: number, quality: number) => Array.from({ length: count }, () => quality);

  it('takes only what is above 0.7 where that is 50 and more', () => {
    expect(prefer(...many(60, 0.71), ...many(40, 0.7))).toBe(60);
  });

  it('fills up to 50 with the best of the others, from 0.4', () => {
    expect(prefer(...many(20, 0.9), ...many(100, 0.6))).toBe(50);
    expect(prefer(...many(20, 0.9), ...many(10, 0.6), ...many(70, 0.3))).toBe(30);
    expect(filterByQuality([0.5, 0.6, ...many(49, 0.9)], rules)).not.toContain(0);
  });

  it('fills up to the required ten with whatever there is', () => {
    expect(prefer(...many(4, 0.9), ...many(100, 0.1))).toBe(10);
  });

  it('requires or ignores quality where that is asked for', () => {
    const qualities = [...many(4, 0.9), ...many(100, 0.1)];
    expect(filterByQuality(qualities, { quality: 'require', min_quality: 0.7 })).toEqual([0, 1, 2, 3]);
    expect(filterByQuality(qualities, { quality: 'ignore', min_quality: 0.7 })).toHaveLength(104);
  });
});

describe('balance', () => {
  const allot = (counts: Record<string, number>, most: number | null = null) =>
    Object.fromEntries(allotByPattern(new Map(Object.entries(counts)), { balance: true, most }));

  it('lets no type be more than half of all, and gives up no more than half for it', () => {
    expect(allot({ answer: 200, greeting: 90, thanks: 60 })).toEqual({
      answer: 150,
      greeting: 90,
      thanks: 60,
    });
    expect(allot({ answer: 850, greeting: 90, thanks: 60 })).toEqual({
      answer: 350,
      greeting: 90,
      thanks: 60,
    });
  });

  it('gives nothing up below fifty', () => {
    expect(allot({ answer: 45, greeting: 3, thanks: 2 })).toEqual({ answer: 45, greeting: 3, thanks: 2 });
    expect(allot({ answer: 80, greeting: 6, thanks: 4 })).toEqual({ answer: 40, greeting: 6, thanks: 4 });
  });

  it('leaves a single type alone', () => {
    expect(allot({ statement: 80 })).toEqual({ statement: 80 });
  });

  it('shares a maximum out evenly, and gives what a rare type leaves to the others', () => {
    expect(allot({ answer: 200, greeting: 200, thanks: 10 }, 100)).toEqual({
      thanks: 10,
      greeting: 45,
      answer: 45,
    });
  });

  it('keeps within what there is, the maximum, and the share', () => {
    const counts = fc.dictionary(fc.constantFrom(...'abcdefgh'), fc.integer({ min: 1, max: 2_000 }), {
      minKeys: 1,
    });
    fc.assert(
      fc.property(counts, fc.option(fc.integer({ min: 10, max: 3_000 })), (available, most) => {
        const allotted = Object.values(allot(available, most));
        const total = allotted.reduce((sum, count) => sum + count, 0);
        const all = Object.values(available).reduce((sum, count) => sum + count, 0);
        for (const [name, count] of Object.entries(allot(available, most)))
          expect(count).toBeLessThanOrEqual(available[name] ?? 0);
        expect(total).toBeLessThanOrEqual(most ?? all);
        expect(total).toBeGreaterThanOrEqual(Math.min(all, most ?? all, 50));
        if (
          total > 50 + allotted.length &&
          total > all / 2 + allotted.length &&
          most === null &&
          allotted.length > 1
        )
          expect(Math.max(...allotted)).toBeLessThanOrEqual(total / 2);
      }),
    );
  });
});

describe('the choice', () => {
  it('takes the best of a type, and says why the others are left out', () => {
    const all = [
      ...candidates(200, 0.8, 'answer'),
      ...candidates(10, 0.95, 'answer'),
      ...candidates(60, 0.9, 'greeting'),
      ...candidates(60, 0.9, 'thanks'),
      ...candidates(5, 0.2, 'thanks'),
    ];
    const { chosen, leftOut } = chooseExamples(all, rules, 7);
    expect(chosen).toHaveLength(240);
    expect(chosen.filter(({ quality }) => quality === 0.95)).toHaveLength(10);
    expect(leftOut.get('thanks-0.2-0')).toBe('low_quality');
    expect([...leftOut.values()].filter((reason) => reason === 'unbalanced')).toHaveLength(90);
    const few = chooseExamples(all, { ...rules, max_examples: 30 }, 7);
    expect(few.chosen).toHaveLength(30);
    expect([...few.leftOut.values()].filter((reason) => reason === 'over_maximum')).toHaveLength(210);
  });

  it('is the same for the same seed, however the examples come, and another for another', () => {
    const all = candidates(500, 0.9, 'answer');
    const ids = (list: Candidate[], seed: number) =>
      chooseExamples(list, { ...rules, max_examples: 20 }, seed).chosen.map(({ id }) => id);
    expect(ids(all.toReversed(), 3)).toEqual(ids(all, 3));
    expect(ids(all, 4)).not.toEqual(ids(all, 3));
  });
});
