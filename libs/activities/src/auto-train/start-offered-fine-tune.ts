import { getAvatar } from '@understudy/db/avatars/get-avatar';
import type { Transaction } from '@understudy/db/database';
import { groupFineTuneExamples, toExampleCounts } from '@understudy/db/fine-tune/count-examples';
import { baseModels, findBaseModel } from '@understudy/domain/fine-tune/base-models';
import { createFineTuneJobSchema } from '@understudy/domain/fine-tune/contracts/create-job';
import { assessEligibility } from '@understudy/domain/fine-tune/eligibility/assess-eligibility';
import type { FineTuneSettings } from '../fine-tune/fine-tune-reference.ts';
import { queueFineTuneJob } from '../fine-tune/queue-fine-tune-job.ts';

/** For whom a fine-tune begins by itself, and what makes it the same one when it is offered again. */
export type OfferedFineTune = { userId: string; avatarId: string; key: string };

const provider = 'openai';

/**
 * Queues the fine-tune of an avatar whose owner wants that to happen by itself, with the avatar's own base model where
 * that can be trained, or the recommended one. Its run is started by the sweep. The model is not activated: what an avatar
 * answers with is for its owner to decide, who is told when it is ready.
 *
 * @returns the ID of the job; null where the avatar has too few examples of its own
 */
export async function startOfferedFineTune(
  tx: Transaction,
  fineTuning: FineTuneSettings,
  { userId, avatarId, key }: OfferedFineTune,
): Promise<string | null> {
  const groups = await groupFineTuneExamples(tx, { avatarId, trainingDataId: null });
  const method = 'supervised';
  const counts = toExampleCounts(groups, method);
  if (!assessEligibility({ counts, provider, method }).eligible) return null;
  const { base_model: own } = await getAvatar(tx, avatarId);
  const request = createFineTuneJobSchema.parse({ provider, method, base_model: trainableModel(own) });
  const { runId } = await queueFineTuneJob(tx, {
    userId,
    avatarId,
    request,
    simulatedProvider: fineTuning.adapterFor(provider).simulated,
    // A key that somebody gives has no space in it, so the two kinds never meet.
    idempotencyKey: `offered ${key}`,
    requestDigest: key,
  });
  return runId;
}

function trainableModel(own: string | null): string {
  const listed = own === null ? null : findBaseModel(provider, own);
  const recommended = baseModels.find((model) => model.provider === provider && model.recommended);
  return listed?.model ?? recommended?.model ?? '';
}
