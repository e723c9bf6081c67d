import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { runs } from '../schema/runs.ts';

/**
 * Notes that Temporal has accepted the workflow of this attempt, so that the sweep leaves the run alone. Does nothing
 * where that is already noted, or where the run has been retried since.
 */
export async function markWorkflowStarted(tx: Transaction, runId: string, attempt: number): Promise<void> {
  await tx
    .update(runs)
    .set({ workflowStartedAt: sql`clock_timestamp()` })
    .where(and(mine(runs), eq(runs.id, runId), eq(runs.attempt, attempt), isNull(runs.workflowStartedAt)));
}
