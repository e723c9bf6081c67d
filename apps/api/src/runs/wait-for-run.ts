import { getRun } from '@understudy/db/runs/get-run';
import { isEnded, type Run } from '@understudy/domain/runs/run';
import type { ApiDependencies } from '../dependencies.ts';
import { followRun } from './follow-run.ts';

/** Whether nothing that a client could wait for is to come, by how a run stands. */
export type IsSettled = (run: Pick<Run, 'status' | 'progress'>) => boolean;

/** Whether a run has ended, or waits for a higher cap, which no patience brings. */
export const isEndedOrBroke: IsSettled = ({ status }) => isEnded(status) || status === 'budget_paused';

/**
 * Waits until a run is settled, by its live events. Gives up after some time, and when `clientGone` or the shutdown of the
 * process says so.
 *
 * @returns the run as it stands then
 * @throws UnderstudyError `not_found`
 */
export async function waitForRun(
  { database, runEvents, runLinks }: Pick<ApiDependencies, 'database' | 'runEvents' | 'runLinks'>,
  { userId, runId }: { userId: string; runId: string },
  {
    seconds,
    clientGone,
    isSettled = isEndedOrBroke,
  }: { seconds: number; clientGone: AbortSignal; isSettled?: IsSettled },
): Promise<Run> {
  const read = () => database.asUser(userId, (tx) => getRun(tx, runId, runLinks));
  const signal = AbortSignal.any([clientGone, runEvents.closing, AbortSignal.timeout(seconds * 1000)]);
  const { feed, release } = runEvents.follow(userId, runId);
  try {
    const run = await read();
    if (isSettled(run)) return run;
    for await (const events of followRun(feed, { after: 0, ended: false, signal })) {
      const last = events.at(-1)?.event;
      if (last !== undefined && isSettled(last)) break;
    }
  } finally {
    release();
  }
  return read();
}
