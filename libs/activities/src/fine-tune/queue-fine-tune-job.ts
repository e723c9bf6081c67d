import { randomInt } from 'node:crypto';
import { getAvatarName } from '@understudy/db/avatars/get-avatar-name';
import type { Transaction } from '@understudy/db/database';
import { createFineTuneJob } from '@understudy/db/fine-tune/create-fine-tune-job';
import { newId } from '@understudy/db/new-id';
import { customModelSuffix } from '@understudy/domain/auto-train/training-stats';
import type { CreateFineTuneJob } from '@understudy/domain/fine-tune/contracts/create-job';
import { fineTuneProviderFacts } from '@understudy/domain/fine-tune/fine-tune-provider';

/** A job that somebody asks for, or that begins by itself for somebody who wants that. */
export type AskedFineTuneJob = {
  userId: string;
  avatarId: string;
  request: CreateFineTuneJob;
  simulatedProvider: boolean;
  idempotencyKey: string;
  requestDigest: string;
};

/** The job that now exists, which has the ID of its run. */
export type QueuedFineTuneJob = { created: boolean; runId: string };

/** Seeds are drawn below this, and fit into the database's and every provider's integers. */
const seeds = 2 ** 31 - 1;

/**
 * Queues a fine-tune job, with what the request leaves open: the seed, and the suffix `zega-{user_id}`.
 *
 * @throws UnderstudyError `not_found` without such an avatar; `idempotency_key_reused`
 */
export async function queueFineTuneJob(
  tx: Transaction,
  { userId, avatarId, request, ...asked }: AskedFineTuneJob,
): Promise<QueuedFineTuneJob> {
  const name = await getAvatarName(tx, avatarId);
  const { created, jobId } = await createFineTuneJob(tx, {
    jobId: newId(),
    avatarId,
    title: `Fine-tune ${name} at ${fineTuneProviderFacts[request.provider].title}`,
    request,
    seed: request.selection.seed ?? randomInt(seeds),
    suffix: request.suffix ?? customModelSuffix(userId),
    ...asked,
  });
  return { created, runId: jobId };
}
