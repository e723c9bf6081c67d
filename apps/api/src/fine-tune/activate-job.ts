import type { Transaction } from '@understudy/db/database';
import { activateFineTunedModel } from '@understudy/db/fine-tune/active-model';
import { getFineTuneJob } from '@understudy/db/fine-tune/get-fine-tune-job';
import { listFineTuneCheckpoints } from '@understudy/db/fine-tune/list-fine-tune-details';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type {
  ActivateFineTunedModel,
  ActiveModel,
} from '@understudy/domain/fine-tune/contracts/active-model';

/**
 * Makes the avatar of a job answer with its model, or with one of its checkpoints.
 *
 * @throws UnderstudyError `not_found`; `conflict` where there is no such model to answer with
 */
export async function activateJob(
  tx: Transaction,
  jobId: string,
  { checkpoint_id: checkpointId }: ActivateFineTunedModel,
): Promise<ActiveModel> {
  const job = await getFineTuneJob(tx, jobId);
  const model =
    checkpointId === undefined ? job.fine_tuned_model : await modelOfCheckpoint(tx, jobId, checkpointId);
  if (model === null) {
    throw new UnderstudyError(
      'conflict',
      checkpointId === undefined
        ? `The job has no model yet: it is ${job.status.replaceAll('_', ' ')}.`
        : 'This checkpoint cannot answer by itself.',
    );
  }
  return await activateFineTunedModel(tx, { avatarId: job.avatar_id, jobId, model });
}

async function modelOfCheckpoint(
  tx: Transaction,
  jobId: string,
  checkpointId: string,
): Promise<string | null> {
  const checkpoints = await listFineTuneCheckpoints(tx, jobId);
  const found = checkpoints.find(({ id }) => id === checkpointId);
  if (found === undefined) throw new UnderstudyError('not_found', 'This job has no such checkpoint.');
  return found.fine_tuned_model_checkpoint;
}
