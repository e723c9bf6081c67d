import { createFineTuneJobSchema } from '@understudy/domain/fine-tune/contracts/create-job';
import type { FineTuneBatch, FineTuneBatchItem } from '@understudy/domain/fine-tune-batches/fine-tune-batch';
import { countOutcomes } from '@understudy/domain/fine-tune-batches/summarise-batch';
import type { Page } from '@understudy/domain/http/page';
import { and, asc, desc, eq, inArray, type SQL } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { olderThanCursor, toPage, type PageRequest } from '../paging/keyset-page.ts';
import { avatarProfiles } from '../schema/avatars.ts';
import { fineTuneBatches as batches, fineTuneBatchItems as items } from '../schema/fine-tune-batches.ts';
import { avatarFineTuneJobs as jobs } from '../schema/fine-tune.ts';
import { runs } from '../schema/runs.ts';

/**
 * A batch with all of its avatars.
 *
 * @throws UnderstudyError `not_found`
 */
export async function getFineTuneBatch(tx: Transaction, batchId: string): Promise<FineTuneBatch> {
  const rows = await selectBatches(tx, eq(batches.id, batchId));
  const row = firstOrNotFound(rows, 'fine-tune batch', batchId);
  return toBatch(row, await selectItems(tx, [batchId]));
}

/** A page of the user's batches, newest first. */
export async function listFineTuneBatches(tx: Transaction, page: PageRequest): Promise<Page<FineTuneBatch>> {
  const rows = await selectBatches(tx, olderThanCursor(batches.id, page))
    .orderBy(desc(batches.id))
    .limit(page.limit + 1);
  const found = await selectItems(
    tx,
    rows.map(({ batch }) => batch.id),
  );
  return toPage(rows, page, (row) => toBatch(row, found));
}

type BatchRow = Awaited<ReturnType<typeof selectBatches>>[number];
type ItemRow = FineTuneBatchItem & { batchId: string };

function selectBatches(tx: Transaction, condition: SQL | undefined) {
  const { status, message, finishedAt } = runs;
  return tx
    .select({ batch: batches, status, message, finishedAt })
    .from(batches)
    .innerJoin(runs, and(mine(runs), eq(runs.id, batches.id)))
    .where(and(mine(batches), condition));
}

async function selectItems(tx: Transaction, batchIds: readonly string[]): Promise<ItemRow[]> {
  if (batchIds.length === 0) return [];
  const rows = await tx
    .select({ item: items, avatarName: avatarProfiles.name, model: jobs.fineTunedModel })
    .from(items)
    .innerJoin(avatarProfiles, and(mine(avatarProfiles), eq(avatarProfiles.id, items.avatarId)))
    .leftJoin(jobs, and(mine(jobs), eq(jobs.id, items.jobId)))
    .where(and(mine(items), inArray(items.batchId, [...batchIds])))
    .orderBy(asc(items.batchId), asc(items.position));
  return rows.map(({ item, avatarName, model }) => ({
    batchId: item.batchId,
    avatar_id: item.avatarId,
    avatar_name: avatarName,
    outcome: item.outcome,
    reason: item.reason,
    estimated_cost: item.estimatedCost,
    fine_tune_job_id: item.jobId,
    fine_tuned_model: model,
  }));
}

function toBatch({ batch, status, message, finishedAt }: BatchRow, all: readonly ItemRow[]): FineTuneBatch {
  const own = all.filter(({ batchId }) => batchId === batch.id).map(({ batchId: _ofBatch, ...item }) => item);
  return {
    id: batch.id,
    status,
    job: createFineTuneJobSchema.parse(batch.job),
    concurrency: batch.concurrency,
    items: own,
    counts: countOutcomes(own.map(({ outcome }) => outcome)),
    total_estimate: own.reduce((sum, { estimated_cost: cost }) => sum + (cost ?? 0), 0),
    message,
    created_at: batch.createdAt.toISOString(),
    finished_at: finishedAt?.toISOString() ?? null,
  };
}
