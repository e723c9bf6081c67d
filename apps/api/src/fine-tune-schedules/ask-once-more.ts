import { isGrpcDeadlineError } from '@temporalio/client';

/** A request that may be late because nobody is there, or because somebody is busy. */
export type RepeatableRequest<Answer> = {
  /** Makes the request; to be repeated without harm. */
  ask: (deadlineMs: number) => Promise<Answer>;
  /** Rejects where nobody is there. */
  isThere: () => Promise<unknown>;
  /** Milliseconds for the first request, and for the second, which is made only where somebody is there. */
  deadlinesMs: readonly [number, number];
};

/**
 * Asks a service of Temporal that may be busy: soon told where it is away, and with patience where it is there.
 *
 * @throws whatever the last request throws; what the first one threw where nobody is there
 */
export async function askOnceMore<Answer>({
  ask,
  isThere,
  deadlinesMs: [first, second],
}: RepeatableRequest<Answer>): Promise<Answer> {
  try {
    return await ask(first);
  } catch (error) {
    if (!isGrpcDeadlineError(error)) throw error;
    try {
      await isThere();
    } catch {
      throw error;
    }
    return await ask(second);
  }
}
