import type { Database } from '@understudy/db/database';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { atPace, type Pace } from '../measuring/pace.ts';
import type { WaitingRun } from './waiting-run.ts';

/** When something was committed, in milliseconds of `performance.now()`. */
export interface CommitTimes {
  /** COMMIT was about to be sent. */
  readonly sentAt: number;
  /** PostgreSQL's answer to COMMIT was there. */
  readonly committedAt: number;
}

/** An event that the bench has written. */
export interface CommittedEvent extends CommitTimes {
  readonly sequence: number;
}

/** Writes notes to a run at a steady pace, each in a transaction of its own, just as an activity does. */
export async function writeEvents(
  database: Database,
  { user, runId }: WaitingRun,
  pace: Pace,
): Promise<CommittedEvent[]> {
  return await atPace(pace, async (index) => {
    const { sequence, sentAt } = await database.asUser(user, async (tx) => {
      const appended = await appendRunEvent(tx, {
        runId,
        type: 'note',
        level: 'info',
        message: `Note ${index + 1} of the bench.`,
      });
      return { sequence: appended.sequence, sentAt: performance.now() };
    });
    return { sequence, sentAt, committedAt: performance.now() };
  });
}
