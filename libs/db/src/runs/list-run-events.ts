import type { RunEvent } from '@understudy/domain/runs/run-event';
import { and, asc, eq, gt } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { notFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { runEvents, runs } from '../schema/runs.ts';
import { toRunEvent } from './run-mapping.ts';

/**
 * Events of a run after `afterSequence` (0 for all), in order, at most `limit`.
 *
 * @throws UnderstudyError `not_found`
 */
export async function listRunEvents(
  tx: Transaction,
  runId: string,
  afterSequence: number,
  limit: number,
): Promise<RunEvent[]> {
  const rows = await tx
    .select()
    .from(runEvents)
    .where(and(mine(runEvents), eq(runEvents.runId, runId), gt(runEvents.sequence, afterSequence)))
    .orderBy(asc(runEvents.sequence))
    .limit(limit);
  if (rows.length === 0 && (await tx.$count(runs, and(mine(runs), eq(runs.id, runId)))) === 0) {
    throw notFound('run', runId);
  }
  return rows.map(toRunEvent);
}
