import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eligibilitySchema } from '../contracts/eligibility.ts';
import { fineTuneMethods, fineTuneProviders } from '../fine-tune-provider.ts';
import { assessEligibility, type ExampleCounts } from './assess-eligibility.ts';

const counts = (changes: Partial<ExampleCounts> = {}): ExampleCounts => ({
  chats: 60,
  preferencePairs: 0,
  good: 60,
  averageQuality: 0.85,
  byPatternType: { answer: 25, statement: 20, greeting: 15 },
  ...changes,
});
const assess = (changes?: Partial<ExampleCounts>, method: 'supervised' | 'dpo' = 'supervised') =>
  assessEligibility({ counts: counts(changes), provider: 'openai', method });
const codes = (changes?: Partial<ExampleCounts>, method?: 'supervised' | 'dpo') =>
  assess(changes, method).reasons.map(({ code }) => code);

describe('eligibility', () => {
  it('asks for the ten examples of the seed, and not for one more', () => {
    expect(assess({ chats: 9, good: 9, byPatternType: {} })).toMatchObject({
      eligible: false,
      current_examples: 9,
      required_examples: 10,
    });
    expect(assess({ chats: 10 }).eligible).toBe(true);
  });

  it('recommends fifty', () => {
    expect(codes({ chats: 49 })).toContain('below_recommended');
    expect(codes({ chats: 50 })).not.toContain('below_recommended');
  });

  it('has nothing to say against many good and varied examples', () => {
    expect(assess()).toMatchObject({ reasons: [], recommendation: 'Ready: 60 examples of good quality.' });
  });

  it('counts a mean quality of exactly 0.7 as too low', () => {
    expect(codes({ averageQuality: 0.7 })).toContain('low_quality');
    expect(codes({ averageQuality: 0.701 })).not.toContain('low_quality');
  });

  it('names the pattern type that is most of the examples', () => {
    const { reasons } = assess({ byPatternType: { answer: 50, greeting: 5, question: 5 } });
    expect(reasons).toMatchObject([{ code: 'unbalanced_patterns', severity: 'warning' }]);
    expect(reasons[0]?.message).toContain('83 % of the examples are of the type "answer"');
    expect(codes({ byPatternType: { answer: 30, greeting: 30 } })).toContain('few_pattern_types');
  });

  it('takes pairs alone for preference training, and says what else could be done', () => {
    const verdict = assess({ preferencePairs: 4 }, 'dpo');
    expect(verdict).toMatchObject({ eligible: false, current_examples: 4 });
    expect(verdict.recommendation).toContain('supervised');
    expect(codes({ preferencePairs: 4 })).toContain('preference_pairs_as_chat');
  });

  it('is eligible exactly when no reason is an error, and fits its schema', () => {
    const arbitrary = fc.record({
      chats: fc.nat(200),
      preferencePairs: fc.nat(200),
      good: fc.nat(100),
      averageQuality: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      byPatternType: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 1, max: 90 })),
    });
    const providers = fc.constantFrom(...fineTuneProviders);
    fc.assert(
      fc.property(arbitrary, providers, fc.constantFrom(...fineTuneMethods), (input, provider, method) => {
        const verdict = eligibilitySchema.parse(assessEligibility({ counts: input, provider, method }));
        expect(verdict.eligible).toBe(verdict.reasons.every(({ severity }) => severity !== 'error'));
      }),
    );
  });
});
