import type { Run } from '@understudy/domain/runs/run';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { runs } from '../schema/runs.ts';
import { runColumns, toRun, type RunLinks } from './run-mapping.ts';

/**
 * A run as it stands.
 *
 * @throws UnderstudyError `not_found`
 */
export async function getRun(tx: Transaction, runId: string, links: RunLinks): Promise<Run> {
  const rows = await tx
    .select(runColumns)
    .from(runs)
    .where(and(mine(runs), eq(runs.id, runId)));
  return toRun(firstOrNotFound(rows, 'run', runId), links);
}
