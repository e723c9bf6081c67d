import { getRun } from '@understudy/db/runs/get-run';
import { isEnded, type Run } from '@understudy/domain/runs/run';
import type { ApiDependencies } from '../dependencies.ts';
import { followRun } from './follow-run.ts';

/**
 * Waits until a run has ended, by its live events. Gives up after some time, when `clientGone` or the shutdown of the
 * process says so, and when the run waits for a higher cap, which no patience brings.
 *
 * @returns the run as it stands then
 * @throws UnderstudyError `not_found`
 */
export async function waitForRun(
  { database, runEvents, runLinks }: Pick<ApiDependencies, 'database' | 'runEvents' | 'runLinks'>,
  { userId, runId }: { userId: string; runId: string },
  { seconds, clientGone }: { seconds: number; clientGone: AbortSignal },
): Promise<Run> {
  const read = () => database.asUser(userId, (tx) => getRun(tx, runId, runLinks));
  const signal = AbortSignal.any([clientGone, runEvents.closing, AbortSignal.timeout(seconds * 1000)]);
  const { feed, release } = runEvents.follow(userId, runId);
  try {
    const run = await read();
    if (isSettled(run)) return run;
    for await (const events of followRun(feed, { after: 0, ended: false, signal })) {
      if (events.at(-1)?.event.status === 'budget_paused') break;
    }
  } finally {
    release();
  }
  return read();
}

function isSettled({ status }: Run): boolean {
  return isEnded(status) || status === 'budget_paused';
}
