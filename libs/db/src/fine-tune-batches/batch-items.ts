import { createFineTuneJobSchema } from '@understudy/domain/fine-tune/contracts/create-job';
import type { BatchItemOutcome } from '@understudy/domain/fine-tune-batches/fine-tune-batch';
import { and, asc, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { fineTuneBatches as batches, fineTuneBatchItems as items } from '../schema/fine-tune-batches.ts';
import { avatarFineTuneJobs as jobs } from '../schema/fine-tune.ts';
import { runs } from '../schema/runs.ts';

/** A batch as its activities work with it. */
export type LoadedFineTuneBatch = Awaited<ReturnType<typeof loadFineTuneBatch>>;

/**
 * What a batch was asked for, and what has become of each avatar.
 *
 * @throws UnderstudyError `not_found`
 */
export async function loadFineTuneBatch(tx: Transaction, batchId: string) {
  const rows = await tx
    .select()
    .from(batches)
    .where(and(mine(batches), eq(batches.id, batchId)));
  const { job, concurrency } = firstOrNotFound(rows, 'fine-tune batch', batchId);
  return {
    job: createFineTuneJobSchema.parse(job),
    concurrency,
    items: await listBatchItems(tx, batchId),
  };
}

/** An avatar of a batch, with how its job stands. */
export type BatchItem = Awaited<ReturnType<typeof listBatchItems>>[number];

/** The avatars of a batch in the order of the request, each with the state of its job's run. */
export async function listBatchItems(tx: Transaction, batchId: string) {
  const { position, avatarId, outcome, estimatedCost, jobId } = items;
  return await tx
    .select({
      position,
      avatarId,
      outcome,
      estimatedCost,
      jobId,
      runStatus: runs.status,
      attempt: runs.attempt,
      workflowStartedAt: runs.workflowStartedAt,
      errorMessage: jobs.errorMessage,
      runMessage: runs.message,
    })
    .from(items)
    .leftJoin(runs, and(mine(runs), eq(runs.id, jobId)))
    .leftJoin(jobs, and(mine(jobs), eq(jobs.id, jobId)))
    .where(and(mine(items), eq(items.batchId, batchId)))
    .orderBy(asc(position));
}

/** What changes about an avatar of a batch. */
export type BatchItemChange = {
  outcome?: BatchItemOutcome;
  /** US dollars. */
  estimatedCost?: number;
  reason?: string | null;
  jobId?: string;
};

/** Notes what has become of an avatar of a batch. */
export async function changeBatchItem(
  tx: Transaction,
  batchId: string,
  position: number,
  change: BatchItemChange,
): Promise<void> {
  await tx
    .update(items)
    .set(change)
    .where(and(mine(items), eq(items.batchId, batchId), eq(items.position, position)));
}
