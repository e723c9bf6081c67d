import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { runs } from '../schema/runs.ts';
import { runColumns, type RunRow } from './run-mapping.ts';

/**
 * Reads a run and keeps everybody else from changing it until the end of the transaction. The lock is the one that lets
 * rows which refer to the run be inserted meanwhile: with the stronger one, two activities that each record a provider
 * call and then an event would wait for each other.
 *
 * @throws UnderstudyError `not_found`
 */
export async function lockRun(tx: Transaction, runId: string): Promise<RunRow> {
  const rows = await tx
    .select(runColumns)
    .from(runs)
    .where(and(mine(runs), eq(runs.id, runId)))
    .for('no key update');
  return firstOrNotFound(rows, 'run', runId);
}
