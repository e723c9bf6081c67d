import { createHash } from 'node:crypto';
import { newId } from '@understudy/db/new-id';
import { createTrainingFile } from '@understudy/db/training-files/create-training-file';
import type { CreateTrainingFile } from '@understudy/domain/training-files/training-file';
import type { ApiDependencies } from '../dependencies.ts';
import type { AskedBuild } from './await-build.ts';

/**
 * Creates a training file and queues its first build. With an idempotency key, a repeated request is answered with the
 * file that the first one made; without one every request is a file of its own.
 *
 * @throws UnderstudyError `not_found`, `validation_failed`, `idempotency_key_reused`
 */
export async function createFile(
  { database }: ApiDependencies,
  userId: string,
  { idempotencyKey, wanted }: { idempotencyKey: string | undefined; wanted: CreateTrainingFile },
): Promise<AskedBuild> {
  const { name, description = null, conversation_ids: conversationIds } = wanted;
  const runId = newId();
  const digested = JSON.stringify([name, description, conversationIds]);
  const file = {
    trainingFileId: newId(),
    runId,
    name,
    description,
    conversationIds,
    createdBy: userId,
    // A key that somebody gives has no space in it, so the two kinds never meet.
    idempotencyKey: idempotencyKey ?? `only ${runId}`,
    requestDigest: createHash('sha256').update(digested).digest('hex'),
  };
  return { userId, ...(await database.asUser(userId, (tx) => createTrainingFile(tx, file))) };
}
