import { activateFineTunedModel } from '@understudy/db/fine-tune/active-model';
import { loadFineTuneJob } from '@understudy/db/fine-tune/load-fine-tune-job';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { FineTuneDependencies, FineTuneReference } from './fine-tune-reference.ts';
import { recordFineTunePhase } from './record-fine-tune-phase.ts';

/** Makes the avatar answer with the model of the job. A second execution changes nothing. */
export async function activateTunedModel(
  { database }: FineTuneDependencies,
  reference: FineTuneReference,
): Promise<void> {
  const { userId, jobId } = reference;
  await database.asUser(userId, async (tx) => {
    const { avatarId, fineTunedModel: model } = await loadFineTuneJob(tx, jobId);
    if (model === null) throw new UnderstudyError('internal_error', 'The job has no model.');
    await activateFineTunedModel(tx, { avatarId, jobId, model });
    await recordFineTunePhase(
      tx,
      reference,
      'phase_completed',
      'activate',
      `The avatar answers with ${model}.`,
    );
  });
}
