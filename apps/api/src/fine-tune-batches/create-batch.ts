import { createHash } from 'node:crypto';
import { createFineTuneBatch } from '@understudy/db/fine-tune-batches/create-fine-tune-batch';
import { newId } from '@understudy/db/new-id';
import type { CreateFineTuneBatch } from '@understudy/domain/fine-tune-batches/fine-tune-batch';
import type { ApiDependencies } from '../dependencies.ts';
import { queueUnderKey } from '../runs/queue-under-key.ts';

/** A request for a batch, by whom. */
export type BatchRequest = {
  userId: string;
  idempotencyKey: string | undefined;
  request: CreateFineTuneBatch;
};

/**
 * Queues a batch of fine-tunes and starts its run. A repeated request is answered with the batch that the first one made.
 *
 * @throws UnderstudyError `not_found`; `provider_model_unavailable` for a provider that is not set up;
 *   `idempotency_key_reused`
 */
export async function createBatch(
  dependencies: ApiDependencies,
  { userId, idempotencyKey, request }: BatchRequest,
): Promise<{ created: boolean; runId: string }> {
  const { simulated } = dependencies.fineTuning.adapterFor(request.job.provider);
  const requestDigest = createHash('sha256').update(JSON.stringify(request)).digest('hex');
  const identity = { userId, givenKey: idempotencyKey, requestDigest };
  const queued = await queueUnderKey(dependencies, identity, (tx, key) =>
    createFineTuneBatch(tx, {
      batchId: newId(),
      request,
      simulatedProvider: simulated,
      idempotencyKey: key,
      requestDigest,
    }),
  );
  const { created, runId } = queued;
  const run = { kind: 'fine_tune_batch', avatarId: null, subjectId: runId, attempt: 1 } as const;
  if (created) dependencies.runStarts.begin({ runId, userId, ...run });
  return queued;
}
