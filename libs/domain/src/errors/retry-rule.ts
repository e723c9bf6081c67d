import type { ProblemCode } from './problem-code.ts';
import { problemDefinitions } from './problem-code.ts';

/**
 * How often something is tried at most, where waiting longer would not help: an answer that stays unusable costs money
 * each time, and an unexpected error of ours does not go away by itself. Everything else that may be retried is tried
 * for as long as the activity's schedule-to-close timeout allows.
 */
const attemptLimits: Partial<Record<ProblemCode, number>> = {
  provider_answer_invalid: 5,
  internal_error: 8,
};

/** Whether an error that occurred in this attempt (counted from 1) is final. */
export function isFinal(code: ProblemCode, attempt: number): boolean {
  return !problemDefinitions[code].retryable || attempt >= (attemptLimits[code] ?? Number.POSITIVE_INFINITY);
}
