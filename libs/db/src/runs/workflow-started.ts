import { and, eq, isNull, sql, type SQL } from 'drizzle-orm';
import { mine } from '../ownership.ts';
import { runs } from '../schema/runs.ts';

/**
 * The statement which notes that Temporal has accepted the workflow of this attempt, so that the sweep leaves the run alone. Does nothing
 * where that is already noted, or where the run has been retried since.
 */
export function workflowStarted(runId: string, attempt: number): SQL {
  const { id, attempt: current, workflowStartedAt } = runs;
  return sql`update ${runs} set workflow_started_at = clock_timestamp()
    where ${and(mine(runs), eq(id, runId), eq(current, attempt), isNull(workflowStartedAt))}`;
}
