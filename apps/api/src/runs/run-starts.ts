import type { RunStarter, StartableRun } from '@understudy/activities/runs/run-starter';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import type { Database } from '@understudy/db/database';
import { startAndNote } from '@understudy/activities/runs/start-and-note';
import { addLogFields } from '@understudy/observability/logs/log-context';
import pLimit from 'p-limit';
import type { Logger } from 'pino';

/** Workflows that are being started at a time: enough for Temporal to be busy, too few for answers to wait behind them. */
const startedAtOnce = 4;

/** Starts that wait, where Temporal does not answer; what comes on top is left to the sweep at once. */
const mostWaiting = 500;

/**
 * Starts of workflows, beside the requests that asked for them: a request is answered when its run is committed. Nothing
 * depends on this process going on, since the sweep starts whatever has no workflow after a while.
 */
export type RunStarts = {
  /**
   * Has the workflow of a run started whose row is committed. Never fails: where Temporal cannot be reached the row stays,
   * the run says so, and the sweep starts it later.
   */
  begin: (run: StartableRun) => void;
  /** Resolves when the start of this run has been tried, at once where none is under way in this process. */
  tried: (runId: string) => Promise<void>;
  /** Resolves when all have been tried: within seconds, since each has a deadline. */
  allTried: () => Promise<void>;
};

/** Starts by `runStarter`, oldest first. */
export function createRunStarts(dependencies: {
  database: Database;
  runStarter: RunStarter;
  logger: Logger;
}): RunStarts {
  const { logger } = dependencies;
  const inTurn = pLimit(startedAtOnce);
  const underWay = new Map<string, Promise<void>>();
  return {
    begin(run) {
      const { runId } = run;
      addLogFields({ run_id: runId });
      if (inTurn.pendingCount >= mostWaiting) {
        logger.warn({ run_id: runId }, 'too many workflows wait to be started; the sweep will start it');
        return;
      }
      const start = inTurn(() => startWorkflow(dependencies, run)).finally(() => underWay.delete(runId));
      underWay.set(runId, start);
    },
    tried: async (runId) => await underWay.get(runId),
    allTried: async () => void (await Promise.all(underWay.values())),
  };
}

async function startWorkflow(
  { database, runStarter, logger }: Parameters<typeof createRunStarts>[0],
  run: StartableRun,
): Promise<void> {
  const { runId } = run;
  try {
    await startAndNote(database, runStarter, run);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    logger.warn({ reason, run_id: runId }, 'the workflow could not be started; the sweep will start it');
    await noteWaiting(database, run).catch((unwritten: unknown) =>
      logger.warn({ err: unwritten, run_id: runId }, 'the note could not be written'),
    );
  }
}

async function noteWaiting(database: Database, { runId, userId, attempt }: StartableRun): Promise<void> {
  const note = {
    runId,
    type: 'note',
    level: 'warning',
    phase: 'queued',
    message: 'Temporal cannot be reached. Nothing is lost: the run starts by itself as soon as it is back.',
    key: `waiting-for-temporal:${attempt}`,
  } as const;
  await database.asUser(userId, (tx) => appendRunEvent(tx, note));
}
