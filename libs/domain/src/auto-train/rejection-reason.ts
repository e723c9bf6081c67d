import { z } from 'zod';
import { isAccepted } from './quality-score.ts';

/**
 * Why an attempt at an item gave no example. The seed promises a success rate of 95 % or more while its rule keeps every
 * text (the base score is the threshold), so what fails is what never became a story, what came before, and what a
 * judge turns down.
 */
export const rejectionReasons = [
  'provider_failed',
  'unusable_answer',
  'refused',
  'near_duplicate',
  'below_quality',
  'judge_below_quality',
] as const;
export const rejectionReasonSchema = z.enum(rejectionReasons).meta({ id: 'RejectionReason' });
export type RejectionReason = (typeof rejectionReasons)[number];

/** The reasons in front of people. */
export const rejectionReasonTitles: Record<RejectionReason, string> = {
  provider_failed: 'No model answered',
  unusable_answer: 'The answer was empty or not in the agreed form',
  refused: 'The model declined to write it',
  near_duplicate: 'Too much like an example that is already there',
  below_quality: 'Scored below 7.0',
  judge_below_quality: 'Scored below 7.0 by the judge',
};

/** Why a story was turned down, in a sentence that says more than the reason's title: with its score. */
export function rejectionSentence(
  reason: RejectionReason,
  { qualityScore, judgeScore }: Pick<StoryVerdictInput, 'qualityScore' | 'judgeScore'>,
): string {
  const score = (points: number | null) => (points ?? 0).toFixed(1);
  switch (reason) {
    case 'below_quality':
      return `The quality rule gave it ${score(qualityScore)} of 10; from 7.0 an example is kept.`;
    case 'judge_below_quality':
      return `The judge gave it ${score(judgeScore)} of 10, the quality rule ${score(qualityScore)}.`;
    case 'near_duplicate':
      return `It was good enough, with ${score(qualityScore)} of 10, but one too much like it is stored already.`;
    default:
      return `${rejectionReasonTitles[reason]}.`;
  }
}

/** What is known of a story when it is decided whether to keep it. */
export type StoryVerdictInput = {
  story: string;
  /** By `scoreQuality`, 0 to 10. */
  qualityScore: number;
  /** 0 to 10; null where no judge is configured or it gave no usable answer. */
  judgeScore: number | null;
  nearDuplicate: boolean;
};

/** Why a story is not kept, or null when it is. Calls that failed and refusals never get as far as a story. */
export function rejectionOf(input: StoryVerdictInput): RejectionReason | null {
  if (!/[\p{L}\p{N}]/u.test(input.story)) return 'unusable_answer';
  if (!isAccepted(input.qualityScore)) return 'below_quality';
  if (input.nearDuplicate) return 'near_duplicate';
  if (input.judgeScore !== null && !isAccepted(input.judgeScore)) return 'judge_below_quality';
  return null;
}
