import type { Firing } from '@understudy/domain/fine-tune-schedules/schedule';
import type { Page } from '@understudy/domain/http/page';
import { and, desc, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { olderThanCursor, toPage, type PageRequest } from '../paging/keyset-page.ts';
import { fineTuneScheduleFirings as firings } from '../schema/fine-tune-schedules.ts';

/** What came of one time that a schedule looked. */
export type NewFiring = {
  scheduleId: string;
  /** The execution that looked. */
  key: string;
  outcome: Firing['outcome'];
  newExamples: number;
  neededExamples: number;
  jobId: string | null;
  message: string;
};

/** The firing that an execution has recorded; null while it has not. */
export async function findFiring(tx: Transaction, scheduleId: string, key: string): Promise<Firing | null> {
  const [row] = await tx
    .select()
    .from(firings)
    .where(and(mine(firings), eq(firings.scheduleId, scheduleId), eq(firings.key, key)));
  return row === undefined ? null : toFiring(row);
}

/** Records a firing; a second time under the same key changes nothing. */
export async function recordFiring(tx: Transaction, firing: NewFiring): Promise<void> {
  await tx
    .insert(firings)
    .values(firing)
    .onConflictDoNothing({ target: [firings.scheduleId, firings.key] });
}

/** A page of a schedule's firings, newest first. */
export async function listFirings(
  tx: Transaction,
  scheduleId: string,
  page: PageRequest,
): Promise<Page<Firing>> {
  const rows = await tx
    .select()
    .from(firings)
    .where(and(mine(firings), eq(firings.scheduleId, scheduleId), olderThanCursor(firings.id, page)))
    .orderBy(desc(firings.id))
    .limit(page.limit + 1);
  return toPage(rows, page, toFiring);
}

function toFiring(row: typeof firings.$inferSelect): Firing {
  return {
    id: row.id,
    outcome: row.outcome,
    new_examples: row.newExamples,
    needed_examples: row.neededExamples,
    fine_tune_job_id: row.jobId,
    message: row.message,
    created_at: row.createdAt.toISOString(),
  };
}
