import { updateAvatar } from '@understudy/db/avatars/update-avatar';
import type { Transaction } from '@understudy/db/database';
import { activateFineTunedModel, deactivateFineTunedModel } from '@understudy/db/fine-tune/active-model';
import { endExperiment } from '@understudy/db/model-experiments/end-experiment';
import { getExperiment } from '@understudy/db/model-experiments/get-experiment';
import { activatePromptVersion } from '@understudy/db/prompt-versions/activate-prompt-version';
import type {
  Experiment,
  ExperimentArm,
  StopExperiment,
} from '@understudy/domain/model-experiments/experiment';

/**
 * Ends an experiment and, where a winner is chosen, makes the avatar answer as that arm did: both or neither.
 *
 * @throws UnderstudyError `not_found`; `conflict` where it has ended
 */
export async function stopExperiment(
  tx: Transaction,
  experimentId: string,
  { winner: chosen }: StopExperiment,
): Promise<Experiment> {
  const { avatarId, winner } = await endExperiment(tx, experimentId, chosen);
  if (winner !== null) await makeOwn(tx, avatarId, winner);
  return await getExperiment(tx, experimentId);
}

async function makeOwn(tx: Transaction, avatarId: string, arm: ExperimentArm): Promise<void> {
  const { model, fine_tune_job_id: jobId, prompt_version_id: versionId } = arm;
  if (jobId !== null && model !== null) await activateFineTunedModel(tx, { avatarId, jobId, model });
  else {
    await deactivateFineTunedModel(tx, avatarId);
    await updateAvatar(tx, avatarId, { base_model: model });
  }
  if (versionId !== null) await activatePromptVersion(tx, versionId);
}
