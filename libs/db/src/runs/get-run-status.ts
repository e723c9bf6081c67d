import type { RunStatus } from '@understudy/domain/runs/run';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { runs } from '../schema/runs.ts';

/**
 * Where a run stands.
 *
 * @throws UnderstudyError `not_found`
 */
export async function getRunStatus(tx: Transaction, runId: string): Promise<RunStatus> {
  const rows = await tx
    .select({ status: runs.status })
    .from(runs)
    .where(and(mine(runs), eq(runs.id, runId)));
  return firstOrNotFound(rows, 'run', runId).status;
}
