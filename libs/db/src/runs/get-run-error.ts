import { runErrorSchema, type RunError } from '@understudy/domain/runs/run';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { runs } from '../schema/runs.ts';

/**
 * What has been recorded as the reason why a run fails; null when nothing has.
 *
 * @throws UnderstudyError `not_found`
 */
export async function getRunError(tx: Transaction, runId: string): Promise<RunError | null> {
  const rows = await tx
    .select({ error: runs.error })
    .from(runs)
    .where(and(mine(runs), eq(runs.id, runId)));
  return runErrorSchema.nullable().parse(firstOrNotFound(rows, 'run', runId).error);
}
