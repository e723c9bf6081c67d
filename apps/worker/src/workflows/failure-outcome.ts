import type { RunOutcome } from '@understudy/domain/runs/run-outcome';
import { isProblemCode, type ProblemCode } from '@understudy/domain/errors/problem-code';
import { ActivityFailure, ApplicationFailure, isCancellation, TimeoutFailure } from '@temporalio/workflow';

/** How a run ends whose workflow was left by an error: cancelled, or failed with a stable code. */
export function outcomeOf(error: unknown): Exclude<RunOutcome, { outcome: 'completed' }> {
  return isCancellation(error) ? { outcome: 'cancelled' } : { outcome: 'failed', code: failureCode(error) };
}

/** The stable code of why an activity failed for good. */
function failureCode(error: unknown): ProblemCode {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure && isProblemCode(cause.type)) return cause.type;
  if (cause instanceof TimeoutFailure) return 'worker_unavailable';
  return 'internal_error';
}
