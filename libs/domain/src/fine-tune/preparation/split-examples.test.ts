import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate } from './candidate.ts';
import { splitExamples, type Split } from './split-examples.ts';

const rules = { share: 0.1, leastValidation: 10, leastTraining: 10 };

const candidate = (index: number, changes: Partial<Candidate> = {}): Candidate => ({
  id: `example-${String(index)}`,
  patternType: 'answer',
  quality: 0.9,
  tokens: 100,
  conversationId: null,
  position: index,
  promptClass: index,
  ...changes,
});
const alone = (count: number) => Array.from({ length: count }, (_, index) => candidate(index));
const sizes = ({ training, validation, leaked }: Split) => [
  training.length,
  validation.length,
  leaked.length,
];

describe('the division', () => {
  it('gives a tenth to validation', () => {
    expect(sizes(splitExamples(alone(1_000), rules, 1))).toEqual([900, 100, 0]);
  });

  it('raises validation to what the provider takes, and leaves it away for few examples', () => {
    expect(sizes(splitExamples(alone(60), rules, 1))).toEqual([50, 10, 0]);
    expect(sizes(splitExamples(alone(49), rules, 1))).toEqual([49, 0, 0]);
    expect(sizes(splitExamples(alone(500), { ...rules, share: 0 }, 1))).toEqual([500, 0, 0]);
  });

  it('keeps a conversation on one side', () => {
    const all = Array.from({ length: 400 }, (_, index) =>
      candidate(index, { conversationId: `talk-${String(index % 80)}` }),
    );
    const { training, validation } = splitExamples(all, rules, 5);
    expect(validation).toHaveLength(40);
    const trained = new Set(training.map(({ conversationId }) => conversationId));
    expect(validation.filter(({ conversationId }) => trained.has(conversationId))).toEqual([]);
  });

  it('cuts a single long conversation into stretches', () => {
    const all = alone(300).map((each) => ({ ...each, conversationId: 'the only one' }));
    const { validation } = splitExamples(all, rules, 5);
    expect(validation).toHaveLength(30);
    const neighbours = validation.map(({ position }) => position).sort((one, other) => one - other);
    const cuts = neighbours.filter(
      (position, index) => index > 0 && position !== (neighbours[index - 1] ?? 0) + 1,
    );
    expect(cuts.length).toBeLessThanOrEqual(1);
  });

  it('leaves out what leaks where every stretch begins with the same greeting', () => {
    const all = alone(300).map((each, index) => ({
      ...each,
      conversationId: `talk-${String(Math.floor(index / 5))}`,
      promptClass: index % 5 === 0 ? 0 : index,
    }));
    const { training, validation, leaked } = splitExamples(all, rules, 5);
    expect(training.length + validation.length + leaked.length).toBe(300);
    expect(validation.length).toBeGreaterThanOrEqual(30);
    expect(leaked.every(({ promptClass }) => promptClass === 0)).toBe(true);
    expect(leaked.length).toBeGreaterThan(0);
  });

  it('trains on everything where nothing could be told apart', () => {
    const all = alone(300).map((each) => ({ ...each, promptClass: 0 }));
    expect(sizes(splitExamples(all, rules, 5))).toEqual([300, 0, 0]);
  });

  it('has no prompt on both sides, loses nothing unsaid, and does not depend on the order', () => {
    const arbitrary = fc.array(
      fc.record({
        conversation: fc.option(fc.integer({ min: 0, max: 12 })),
        promptClass: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 6, max: 400 })),
      }),
      { maxLength: 300 },
    );
    const share = fc.double({ min: 0, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(arbitrary, share, fc.integer({ min: 0, max: 2 ** 32 - 1 }), (facts, part, seed) => {
        const all = facts.map(({ conversation, promptClass }, index) =>
          candidate(index, {
            promptClass,
            conversationId: conversation === null ? null : String(conversation),
          }),
        );
        const split = splitExamples(all, { ...rules, share: part }, seed);
        const { training, validation, leaked } = split;
        const ids = [...training, ...validation, ...leaked].map(({ id }) => id);
        expect(new Set(ids).size).toBe(all.length);
        expect(ids).toHaveLength(all.length);
        const trained = new Set(training.map(({ promptClass }) => promptClass));
        expect(validation.filter(({ promptClass }) => trained.has(promptClass))).toEqual([]);
        expect(validation.length === 0 || validation.length >= 10).toBe(true);
        expect(splitExamples(all.toReversed(), { ...rules, share: part }, seed)).toEqual(split);
      }),
    );
  });
});
