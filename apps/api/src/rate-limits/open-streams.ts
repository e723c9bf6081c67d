import type { Response } from 'express';
import { tooMany } from './request-limiter.ts';

/**
 * Takes note of an event stream that is about to be opened for a user, until its answer is closed.
 *
 * @throws UnderstudyError `rate_limited` where the user has as many open as are allowed
 */
export type NoteStream = (user: string, response: Response) => void;

/** Seconds after which a refused stream may be asked for again. Nobody knows when another one ends. */
const retrySeconds = 5;

/** Counts the event streams that each user has open in this process. */
export function createOpenStreams(limit: number): NoteStream {
  const open = new Map<string, number>();
  return (user, response) => {
    const count = open.get(user) ?? 0;
    if (count >= limit) {
      throw tooMany(
        `You have as many event streams open as you may have: ${limit}. Close one.`,
        retrySeconds,
      );
    }
    open.set(user, count + 1);
    response.once('close', () => {
      const left = (open.get(user) ?? 1) - 1;
      if (left === 0) open.delete(user);
      else open.set(user, left);
    });
  };
}
