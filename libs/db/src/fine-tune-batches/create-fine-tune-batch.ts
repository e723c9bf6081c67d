import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { CreateFineTuneBatch } from '@understudy/domain/fine-tune-batches/fine-tune-batch';
import { fineTuneBatchPhases } from '@understudy/domain/fine-tune-batches/fine-tune-batch-workflow';
import { and, inArray } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { queueRun, type QueuedRun } from '../runs/queue-run.ts';
import { avatarProfiles } from '../schema/avatars.ts';
import { fineTuneBatches, fineTuneBatchItems } from '../schema/fine-tune-batches.ts';

/** A batch as a request asks for it. Its ID, made by the caller, is also that of its run. */
export type NewFineTuneBatch = {
  batchId: string;
  request: CreateFineTuneBatch;
  simulatedProvider: boolean;
  idempotencyKey: string;
  requestDigest: string;
};

/**
 * Queues a batch: its run, an item for each avatar, and the first event, or nothing at all.
 *
 * @throws UnderstudyError `not_found` where one of the avatars is not there; `idempotency_key_reused`
 */
export async function createFineTuneBatch(tx: Transaction, batch: NewFineTuneBatch): Promise<QueuedRun> {
  const { batchId, request, ...run } = batch;
  const { avatar_ids: avatarIds, job, concurrency } = request;
  await keepAvatars(tx, avatarIds);
  const insertBatch = async () => {
    await tx.insert(fineTuneBatches).values({ id: batchId, job, concurrency });
    await tx
      .insert(fineTuneBatchItems)
      .values(
        avatarIds.map((avatarId, position) => ({ batchId, position, avatarId, outcome: 'waiting' as const })),
      );
  };
  const count = avatarIds.length;
  const queued = {
    runId: batchId,
    kind: 'fine_tune_batch' as const,
    title: count === 1 ? 'Fine-tune 1 avatar' : `Fine-tune ${String(count)} avatars`,
    avatarId: null,
    subjectId: batchId,
    phase: fineTuneBatchPhases[0],
    data: { avatars: count, provider: job.provider, base_model: job.base_model },
    ...run,
  };
  return await queueRun(tx, queued, insertBatch);
}

/** Makes sure that all of the avatars exist until the end of the transaction. */
async function keepAvatars(tx: Transaction, ids: readonly string[]): Promise<void> {
  const found = await tx
    .select({ id: avatarProfiles.id })
    .from(avatarProfiles)
    .where(and(mine(avatarProfiles), inArray(avatarProfiles.id, [...ids])))
    .orderBy(avatarProfiles.id)
    .for('key share');
  const known = new Set(found.map(({ id }) => id));
  const missing = ids.find((id) => !known.has(id));
  if (missing !== undefined) throw new UnderstudyError('not_found', `There is no avatar ${missing}.`);
}
