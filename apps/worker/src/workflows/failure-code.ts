import { isProblemCode, type ProblemCode } from '@understudy/domain/errors/problem-code';
import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/workflow';

/** The stable code of why an activity failed for good. */
export function failureCode(error: unknown): ProblemCode {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure && isProblemCode(cause.type)) return cause.type;
  if (cause instanceof TimeoutFailure) return 'worker_unavailable';
  return 'internal_error';
}
