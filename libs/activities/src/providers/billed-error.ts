import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { TokenUsage } from './chat-model.ts';

/** The error for an answer that is none, being declined, cut off or empty, and that is to be paid for all the same. */
export class BilledError extends UnderstudyError {
  /** What the provider states that it bills; nothing where it states nothing. */
  readonly usage: TokenUsage;

  constructor({ code, message, cause }: UnderstudyError, usage: TokenUsage) {
    super(code, message, { cause });
    this.usage = usage;
  }
}

/**
 * Reads an answer that is paid for.
 *
 * @throws BilledError where reading throws an `UnderstudyError`
 */
export function readBilled<Answer>(usage: TokenUsage, read: () => Answer): Answer {
  try {
    return read();
  } catch (error) {
    throw error instanceof UnderstudyError ? new BilledError(error, usage) : error;
  }
}
