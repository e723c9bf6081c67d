import type { Eligibility, EligibilityReason } from '../contracts/eligibility.ts';
import { fineTuneProviderFacts, type FineTuneMethod, type FineTuneProvider } from '../fine-tune-provider.ts';
import { eligibilityRules } from './eligibility-rules.ts';

/** What an avatar's examples are like, as counted in the database. */
export type ExampleCounts = {
  /** Conversations; preference pairs are not among them. */
  chats: number;
  preferencePairs: number;
  /** Of the examples that the method can use, of a quality above 0.7. */
  good: number;
  /** Mean quality of the examples that the method can use; null where there are none. */
  averageQuality: number | null;
  /** Of the examples that the method can use. */
  byPatternType: Readonly<Record<string, number>>;
};

export type EligibilityInput = { counts: ExampleCounts; provider: FineTuneProvider; method: FineTuneMethod };

/** Fewest examples that a job is created with: the seed's 10, or more where the provider asks for more. */
export function requiredExamplesOf(provider: FineTuneProvider): number {
  return Math.max(eligibilityRules.requiredExamples, fineTuneProviderFacts[provider].leastExamples);
}

/**
 * Whether there are examples enough, what there is to say about them, and what to do next. Supervised training takes
 * conversations, and of pairs the preferred answer; preference training takes pairs alone.
 */
export function assessEligibility({ counts, provider, method }: EligibilityInput): Eligibility {
  const current = counts.preferencePairs + (method === 'supervised' ? counts.chats : 0);
  const required = requiredExamplesOf(provider);
  const reasons = [
    ...amountReasons(counts, current, required, method),
    ...qualityReasons(counts, current),
    ...patternReasons(counts, current),
    ...pairReasons(counts, method),
  ];
  const order = ['error', 'warning', 'info'];
  reasons.sort((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity));
  return {
    eligible: current >= required,
    current_examples: current,
    required_examples: required,
    recommended_examples: eligibilityRules.recommendedExamples,
    quality_score: Math.round((counts.averageQuality ?? 0) * 1000) / 1000,
    good_examples: counts.good,
    recommendation: recommendationOf(current, required, counts, reasons),
    reasons,
  };
}

const upload =
  'Upload more conversations in the Train tab, import a data set in the Training center, or generate examples with ' +
  'Auto-train.';

function amountReasons(
  counts: ExampleCounts,
  current: number,
  required: number,
  method: FineTuneMethod,
): EligibilityReason[] {
  if (method === 'dpo' && current < required) {
    const message = `There are ${say(current, 'preference pair')}; ${String(required)} are needed.`;
    const advice =
      counts.chats >= required
        ? 'Choose supervised training, which takes conversations, or import pairs with a preferred and another answer.'
        : 'Import pairs with a preferred and another answer in the Training center.';
    return [{ code: 'too_few_preference_pairs', severity: 'error', message, advice }];
  }
  if (current === 0)
    return [
      { code: 'no_examples', severity: 'error', message: 'There are no examples yet.', advice: upload },
    ];
  if (current < required) {
    const message = `There are ${say(current, 'example')}; ${String(required)} are needed.`;
    const advice = `${upload} Conversations need two clear sides: what others say, and what the avatar answers.`;
    return [{ code: 'too_few_examples', severity: 'error', message, advice }];
  }
  const { recommendedExamples } = eligibilityRules;
  if (current >= recommendedExamples) return [];
  const message = `There are ${say(current, 'example')}; good results take ${String(recommendedExamples)} and more.`;
  return [{ code: 'below_recommended', severity: 'warning', message, advice: upload }];
}

function qualityReasons(counts: ExampleCounts, current: number): EligibilityReason[] {
  if (current === 0 || counts.averageQuality === null) return [];
  const { goodQuality, recommendedExamples } = eligibilityRules;
  const reasons: EligibilityReason[] = [];
  if (counts.averageQuality <= goodQuality) {
    reasons.push({
      code: 'low_quality',
      severity: 'warning',
      message: `The mean quality is ${counts.averageQuality.toFixed(2)}; it should be above ${String(goodQuality)}.`,
      advice: 'Review the examples of low quality in the Training center and edit or remove them.',
    });
  }
  if (counts.good < Math.min(recommendedExamples, current)) {
    reasons.push({
      code: 'few_good_examples',
      severity: 'info',
      message: `${String(counts.good)} of ${String(current)} examples have a quality above ${String(goodQuality)}.`,
      advice: 'Those are preferred; the best of the others are used as well, unless the job leaves them out.',
    });
  }
  return reasons;
}

function patternReasons({ byPatternType }: ExampleCounts, current: number): EligibilityReason[] {
  const patterns = Object.entries(byPatternType).sort(([, one], [, other]) => other - one);
  const [most] = patterns;
  if (most === undefined || current < eligibilityRules.requiredExamples) return [];
  const [name, count] = most;
  if (patterns.length < eligibilityRules.leastPatternTypes) {
    return [
      {
        code: 'few_pattern_types',
        severity: 'warning',
        message: `All examples are of ${say(patterns.length, 'pattern type')}: ${patterns.map(([type]) => type).join(', ')}.`,
        advice:
          'Add other occasions: greetings, questions, statements. The model answers well to what it has seen.',
      },
    ];
  }
  if (count <= eligibilityRules.mostOfOnePattern * current) return [];
  return [
    {
      code: 'unbalanced_patterns',
      severity: 'warning',
      message: `${String(Math.round((100 * count) / current))} % of the examples are of the type "${name}".`,
      advice: 'Leave balancing switched on, and add examples of other types.',
    },
  ];
}

function pairReasons(counts: ExampleCounts, method: FineTuneMethod): EligibilityReason[] {
  if (method !== 'supervised' || counts.preferencePairs === 0) return [];
  return [
    {
      code: 'preference_pairs_as_chat',
      severity: 'info',
      message: `Of ${say(counts.preferencePairs, 'preference pair')}, the preferred answers are used.`,
      advice: 'Preference training learns from the other answers as well, best after supervised training.',
    },
  ];
}

function recommendationOf(
  current: number,
  required: number,
  counts: ExampleCounts,
  reasons: readonly EligibilityReason[],
): string {
  const [first] = reasons;
  if (first?.severity === 'error') return `${first.message} ${first.advice}`;
  if (current < eligibilityRules.recommendedExamples) {
    const missing = eligibilityRules.recommendedExamples - current;
    return `Enough to start (${String(current)} of ${String(required)} needed). ${String(missing)} more make good results likelier.`;
  }
  if ((counts.averageQuality ?? 0) <= eligibilityRules.goodQuality)
    return `There are examples enough (${String(current)}), of middling quality. Review the weakest ones first.`;
  if (first?.severity === 'warning') return `Ready with ${String(current)} examples. ${first.advice}`;
  return `Ready: ${String(current)} examples of good quality.`;
}

const say = (count: number, noun: string): string => `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
