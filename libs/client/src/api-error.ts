import { isProblemCode, problemDefinitions, type ProblemCode } from '@understudy/domain/errors/problem-code';
import { problemDetailsSchema, type ProblemDetails } from '@understudy/domain/errors/problem-details';

/** A fault in one field of a request, or in one file of an upload. */
export type ApiFault = NonNullable<ProblemDetails['errors']>[number];

/** Codes of the API, plus what only a client can tell: no answer at all, or one that is not the API's. */
export type ApiErrorCode = ProblemCode | 'unreachable' | 'unexpected_answer';

/** What every request fails with. `message` is a sentence for a person: what went wrong, and what to do about it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** Stable: switch on it. */
  readonly code: ApiErrorCode;
  /** HTTP status of the answer; 0 where there was none. */
  readonly status: number;
  /** What is wrong with which field. */
  readonly faults: readonly ApiFault[];

  /** Milliseconds after which the request may be repeated, where the API names a time. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: ApiErrorCode,
    message: string,
    status = 0,
    faults: readonly ApiFault[] = [],
    retryAfterMs?: number,
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.faults = faults;
    this.retryAfterMs = retryAfterMs;
  }

  /** Whether the same request may succeed later without anybody changing anything. */
  get retryable(): boolean {
    return isProblemCode(this.code) ? problemDefinitions[this.code].retryable : true;
  }
}

/** The error for a request that got no answer. */
export function unreachableError(): ApiError {
  return new ApiError('unreachable', 'Understudy is not answering. Try again in a moment.');
}

/**
 * The error in an answer's body.
 *
 * @param status HTTP status of the answer
 * @param body its parsed JSON, or undefined when it was none
 */
export function errorFromAnswer(status: number, body: unknown): ApiError {
  const problem = problemDetailsSchema.safeParse(body);
  if (problem.success) {
    const { code, detail, errors, retry_after: seconds } = problem.data;
    const retryAfterMs = seconds === undefined ? undefined : seconds * 1000;
    return new ApiError(code, detail, status, errors ?? [], retryAfterMs);
  }
  return new ApiError('unexpected_answer', `The server answered with status ${status}.`, status);
}
