import type { Database } from '@understudy/db/database';
import { workflowStarted } from '@understudy/db/runs/workflow-started';
import type { RunStarter, StartableRun } from './run-starter.ts';

/**
 * Starts the workflow of a run whose row is committed, and notes that it has one, so that the sweep leaves it alone.
 *
 * @throws whatever `RunStarter.start` throws; UnderstudyError `database_unavailable`
 */
export async function startAndNote(
  database: Database,
  starter: RunStarter,
  run: StartableRun,
): Promise<void> {
  await starter.start(run);
  await database.asUserAtOnce(run.userId, workflowStarted(run.runId, run.attempt));
}
