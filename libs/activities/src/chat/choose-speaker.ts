import type { Transaction } from '@understudy/db/database';
import { findRunningExperiment } from '@understudy/db/model-experiments/find-running-experiment';
import { getActivePromptVersion, getPromptVersion } from '@understudy/db/prompt-versions/get-prompt-version';
import type { ChatReply, ChatRequest } from '@understudy/domain/chat/chat';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { assignArm } from '@understudy/domain/fine-tune/ab-test/assign-arm';
import { conversationKey } from '@understudy/domain/model-experiments/conversation-key';
import type { PromptVersion } from '@understudy/domain/prompt-versions/prompt-version';
import { chooseModels, pricedModel, type ChosenModels } from './choose-models.ts';

/** Who answers a message: models, version, and the experiment that chose them. */
export type Speaker = {
  models: ChosenModels;
  version: PromptVersion | null;
  experiment: ChatReply['experiment'];
};

/**
 * Who answers a message: the arm of the experiment that runs, or what is active. Naming a version asks for that version,
 * so no experiment chooses then.
 *
 * @throws UnderstudyError `not_found`
 */
export async function chooseSpeaker(
  tx: Transaction,
  avatarId: string,
  request: ChatRequest,
): Promise<Speaker> {
  const named = request.prompt_version_id;
  if (named !== undefined) {
    const version = await getPromptVersion(tx, named);
    if (version.avatar_id !== avatarId) {
      throw new UnderstudyError('not_found', 'This avatar has no such prompt version.');
    }
    return { models: await chooseModels(tx, avatarId), version, experiment: null };
  }
  const running = await findRunningExperiment(tx, avatarId);
  const active = await chooseModels(tx, avatarId);
  if (running === null) {
    return { models: active, version: await getActivePromptVersion(tx, avatarId), experiment: null };
  }
  const arm = assignArm(running.id, conversationKey(request), running.shareOfB);
  const { model, fine_tune_job_id: jobId, prompt_version_id: versionId } = running.arms[arm];
  const isTuned = jobId !== null && model !== null;
  return {
    models: isTuned
      ? { base: active.base, tuned: await pricedModel(tx, avatarId, model) }
      : { base: model, tuned: null },
    version: versionId === null ? null : await getPromptVersion(tx, versionId),
    experiment: { id: running.id, arm },
  };
}
