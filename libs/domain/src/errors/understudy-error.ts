import { problemDefinitions, type ProblemCode } from './problem-code.ts';

/** One fault in a request: which field (dotted path), which file if any, and what to do about it. */
export type FieldFault = {
  field: string;
  message: string;
  code?: ProblemCode;
  file?: string;
};

/** What an error carries besides its code and sentence. */
export type UnderstudyErrorOptions = {
  faults?: readonly FieldFault[];
  /** Milliseconds to wait before trying again, where the other side named a time. */
  retryAfterMs?: number;
  cause?: unknown;
};

/**
 * The one error type of the product. `message` is a sentence for the person who has to act on it; `code` is stable
 * and decides the HTTP status and whether Temporal may retry.
 */
export class UnderstudyError extends Error {
  override readonly name = 'UnderstudyError';
  readonly code: ProblemCode;
  readonly faults: readonly FieldFault[];
  readonly retryAfterMs: number | undefined;

  constructor(code: ProblemCode, message: string, options: UnderstudyErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.faults = options.faults ?? [];
    this.retryAfterMs = options.retryAfterMs;
  }

  /** Whether trying again, unchanged, may succeed. */
  get retryable(): boolean {
    return problemDefinitions[this.code].retryable;
  }

  /** The HTTP status this error is answered with. */
  get status(): number {
    return problemDefinitions[this.code].status;
  }
}
