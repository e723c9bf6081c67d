import type { StartableRun } from '@understudy/activities/runs/run-starter';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { markWorkflowStarted } from '@understudy/db/runs/mark-workflow-started';
import { addLogFields } from '@understudy/observability/logs/log-context';
import type { ApiDependencies } from '../dependencies.ts';

/**
 * Starts the workflow of a run whose row is committed. Never fails: where Temporal cannot be reached the row stays, the
 * run says so, and the sweep starts it later.
 */
export async function startRun(
  { database, runStarter, logger }: Pick<ApiDependencies, 'database' | 'runStarter' | 'logger'>,
  run: StartableRun,
): Promise<void> {
  const { runId, userId, attempt } = run;
  addLogFields({ run_id: runId });
  try {
    await runStarter.start(run);
    await database.asUser(userId, (tx) => markWorkflowStarted(tx, runId, attempt));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    logger.warn({ reason, run_id: runId }, 'the workflow could not be started; the sweep will start it');
    await noteWaiting({ database, logger }, run);
  }
}

async function noteWaiting(
  { database, logger }: Pick<ApiDependencies, 'database' | 'logger'>,
  { runId, userId, attempt }: StartableRun,
): Promise<void> {
  const note = {
    runId,
    type: 'note',
    level: 'warning',
    phase: 'queued',
    message: 'Temporal cannot be reached. Nothing is lost: the run starts by itself as soon as it is back.',
    key: `waiting-for-temporal:${attempt}`,
  } as const;
  await database
    .asUser(userId, (tx) => appendRunEvent(tx, note))
    .catch((error: unknown) => logger.warn({ err: error, run_id: runId }, 'the note could not be written'));
}
