import { randomInt } from 'node:crypto';
import { planBatch } from '@understudy/activities/auto-train/plan-batch';
import {
  createAutoTrainBatch,
  type CreatedAutoTrainBatch,
} from '@understudy/db/auto-train/create-auto-train-batch';
import { readAutoTrainBatch } from '@understudy/db/auto-train/read-auto-train-batch';
import { newId } from '@understudy/db/new-id';
import { autoTrainLimits, type AutoTrainRequest } from '@understudy/domain/auto-train/auto-train-request';
import type { AutoTrainBatch } from '@understudy/domain/auto-train/auto-train-result';
import { genreTitles, requestedGenres, type Genre } from '@understudy/domain/auto-train/genres';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { ApiDependencies } from '../dependencies.ts';
import { chooseModels } from './chosen-models.ts';
import { requestDigest } from './request-digest.ts';

/** A request for a batch, by whom. */
export type BatchRequest = {
  userId: string;
  idempotencyKey: string | undefined;
  wanted: AutoTrainRequest;
};

/** The batch that a request is answered with, as it was when its run was queued or found. */
export type AnsweredBatch = CreatedAutoTrainBatch & { batch: AutoTrainBatch };

/**
 * Queues a batch and starts its run. With an idempotency key, a repeated request is answered with the batch that the
 * first one made. Without one every request is a batch of its own, since two identical requests for random examples are
 * a wish for twice as many.
 *
 * @throws UnderstudyError `forbidden` for another user; `validation_failed` for models that nobody serves; `not_found`
 *   without such an avatar; `idempotency_key_reused`
 */
export async function createBatch(
  dependencies: ApiDependencies,
  { userId, idempotencyKey, wanted }: BatchRequest,
): Promise<AnsweredBatch> {
  refuseOtherUser(userId, wanted.user_id);
  const { autoTrain, database, models, runLinks } = dependencies;
  const { ensemble, judgeModel, simulated } = chooseModels(models, autoTrain, wanted);
  const genres = requestedGenres(wanted.genres);
  // The batch and its run share an ID, so that whoever has one can ask for the other.
  const id = newId();
  const batch = {
    batchId: id,
    runId: id,
    avatarId: wanted.avatar_id,
    title: titleOf(wanted.num_examples, wanted.genres),
    numExamples: wanted.num_examples,
    genres,
    storeInMemory: wanted.store_in_memory,
    seedNumber: wanted.seed ?? randomInt(autoTrainLimits.maxSeed + 1),
    ensemble,
    judgeModel,
    concurrency: wanted.concurrency ?? autoTrain.concurrency,
    caps: {
      maxCostUsd: wanted.budget?.max_cost_usd ?? null,
      maxTokens: wanted.budget?.max_tokens ?? null,
    },
    // A key that somebody gives has no space in it, so the two kinds never meet.
    idempotencyKey: idempotencyKey ?? `only ${id}`,
    requestDigest: requestDigest(wanted),
    simulatedProvider: simulated,
  };
  const created = await database.asUser(userId, async (tx) => {
    const queued = await createAutoTrainBatch(tx, batch);
    return { ...queued, batch: await readAutoTrainBatch(tx, queued.batchId, runLinks) };
  });
  if (created.created) {
    dependencies.runStarts.begin({
      runId: created.runId,
      userId,
      kind: 'auto_train_batch',
      avatarId: batch.avatarId,
      subjectId: created.batchId,
      attempt: 1,
      plan: planBatch(models, batch),
    });
  }
  return created;
}

function refuseOtherUser(userId: string, named: string): void {
  if (named === userId) return;
  throw new UnderstudyError('forbidden', 'user_id: Must be the user of the bearer token.', {
    faults: [{ field: 'user_id', message: `Must be "${userId}", the subject of the bearer token.` }],
  });
}

function titleOf(numExamples: number, named: readonly Genre[] | null): string {
  const genres = named === null ? 'all genres' : named.map((genre) => genreTitles[genre]).join(', ');
  return `Generate ${numExamples} ${numExamples === 1 ? 'example' : 'examples'}: ${genres}`;
}
