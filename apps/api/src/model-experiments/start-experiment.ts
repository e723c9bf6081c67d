import { getAvatar } from '@understudy/db/avatars/get-avatar';
import type { Transaction } from '@understudy/db/database';
import { getExperiment } from '@understudy/db/model-experiments/get-experiment';
import { startExperiment as insertExperiment } from '@understudy/db/model-experiments/start-experiment';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { Experiment, StartExperiment } from '@understudy/domain/model-experiments/experiment';
import { settleArm } from './settle-arm.ts';

/**
 * Starts to split an avatar's chat between two arms.
 *
 * @throws UnderstudyError `not_found`; `conflict` while another experiment runs, or for a job without a model;
 *   `validation_failed` where both arms are the same
 */
export async function startExperiment(
  tx: Transaction,
  avatarId: string,
  { name, a, b, share_of_b: shareOfB }: StartExperiment,
): Promise<Experiment> {
  const avatar = await getAvatar(tx, avatarId);
  const [armA, armB] = [await settleArm(tx, avatar, a), await settleArm(tx, avatar, b)];
  if (armA.model === armB.model && armA.prompt_version_id === armB.prompt_version_id) {
    const message = 'Both arms have the same model and the same prompt version. Let one of them differ.';
    throw new UnderstudyError('validation_failed', message, { faults: [{ field: 'b', message }] });
  }
  const id = await insertExperiment(tx, { avatarId, name, armA, armB, shareOfB });
  return await getExperiment(tx, id);
}
