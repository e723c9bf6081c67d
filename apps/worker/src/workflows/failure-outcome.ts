import type { RunOutcome } from '@understudy/domain/runs/run-outcome';
import { isProblemCode, type ProblemCode } from '@understudy/domain/errors/problem-code';
import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  CancelledFailure,
  ContinueAsNew,
  isCancellation,
  patched,
  TimeoutFailure,
} from '@temporalio/workflow';

/**
 * The error with which a workflow ends that was left by one: a cancellation where it was asked for, whatever was thrown. After
 * that request Temporal does not try an activity again, and hands out how its last attempt failed.
 */
export function endingError(thrown: unknown): unknown {
  if (thrown instanceof ContinueAsNew || isCancellation(thrown)) return thrown;
  if (!CancellationScope.current().consideredCancelled || !patched('cancelled-whatever-failed'))
    return thrown;
  return new CancelledFailure('It was cancelled', [], thrown instanceof Error ? thrown : undefined);
}

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
