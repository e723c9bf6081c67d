import type { Database } from '@understudy/db/database';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';

/** What every activity of a run is handed: IDs only. */
export type RunReference = { runId: string; userId: string; attempt: number };

/** Activities that every kind of run has. */
export type RunActivities = ReturnType<typeof createRunActivities>;

/** Activities that every kind of run has. */
export function createRunActivities({ database }: { database: Database }) {
  return {
    /** Writes that a run is paused or goes on; lanes look at it before each item. */
    async recordPause({ runId, userId, paused }: RunReference & { paused: boolean }): Promise<void> {
      await database.asUser(userId, (tx) =>
        appendRunEvent(tx, {
          runId,
          type: paused ? 'run_paused' : 'run_resumed',
          level: 'info',
          message: paused ? 'Paused. What is under way is finished first.' : 'Going on.',
          // What the run waited for, such as a larger budget, is not in its way any more.
          update: paused ? { status: 'paused' } : { status: 'running', error: null },
        }),
      );
    },
  };
}
