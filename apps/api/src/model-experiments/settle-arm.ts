import type { Transaction } from '@understudy/db/database';
import { getFineTuneJob } from '@understudy/db/fine-tune/get-fine-tune-job';
import { getActivePromptVersion, getPromptVersion } from '@understudy/db/prompt-versions/get-prompt-version';
import type { Avatar } from '@understudy/domain/avatars/avatar';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { ExperimentArm, RequestedArm } from '@understudy/domain/model-experiments/experiment';

/**
 * What an arm means now, so that it stays the same whatever is activated while the experiment runs.
 *
 * @throws UnderstudyError `not_found` for a job or version that this avatar does not have; `conflict` for a job without a
 *   model
 */
export async function settleArm(
  tx: Transaction,
  avatar: Avatar,
  { fine_tune_job_id: jobId, base_model: baseModel, prompt_version_id: versionId }: RequestedArm,
): Promise<ExperimentArm> {
  const version =
    versionId === undefined
      ? await getActivePromptVersion(tx, avatar.id)
      : await getPromptVersion(tx, versionId);
  if (version !== null && version.avatar_id !== avatar.id) {
    throw new UnderstudyError('not_found', 'This avatar has no such prompt version.');
  }
  return {
    model: jobId === undefined ? (baseModel ?? avatar.base_model) : await modelOfJob(tx, avatar.id, jobId),
    fine_tune_job_id: jobId ?? null,
    prompt_version_id: version?.id ?? null,
    prompt_version_number: version?.version_number ?? null,
  };
}

async function modelOfJob(tx: Transaction, avatarId: string, jobId: string): Promise<string> {
  const job = await getFineTuneJob(tx, jobId);
  if (job.avatar_id !== avatarId) {
    throw new UnderstudyError('not_found', 'This avatar has no such fine-tune job.');
  }
  if (job.fine_tuned_model === null) {
    throw new UnderstudyError(
      'conflict',
      `The job has no model yet: it is ${job.status.replaceAll('_', ' ')}.`,
    );
  }
  return job.fine_tuned_model;
}
