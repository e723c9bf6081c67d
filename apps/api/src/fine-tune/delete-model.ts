import { forgetTunedModel } from '@understudy/db/fine-tune/forget-tuned-model';
import { getFineTuneJob } from '@understudy/db/fine-tune/get-fine-tune-job';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { fineTuneProviderFacts } from '@understudy/domain/fine-tune/fine-tune-provider';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import type { ApiDependencies } from '../dependencies.ts';

/**
 * Deletes the model of a job where it is kept here. The model goes first and its name last, so that what has failed in
 * between can be asked for again.
 *
 * @throws UnderstudyError `not_found`; `conflict` without a model, for one that answers now, and for one that is kept
 *   elsewhere; `storage_unavailable`
 */
export async function deleteModel(
  { database, fineTuning }: ApiDependencies,
  userId: string,
  jobId: string,
): Promise<FineTuneJob> {
  const job = await database.asUser(userId, (tx) => getFineTuneJob(tx, jobId));
  const { provider, fine_tuned_model: model, is_active: isActive } = job;
  const { title } = fineTuneProviderFacts[provider];
  if (model === null) throw new UnderstudyError('conflict', 'The job has no model.');
  if (isActive) {
    throw new UnderstudyError('conflict', 'The avatar answers with this model. Deactivate it first.');
  }
  const adapter = fineTuning.adapterFor(provider);
  if (adapter.deleteModel === undefined) {
    throw new UnderstudyError(
      'conflict',
      `${title} keeps this model, in your account there. Delete it there.`,
    );
  }
  await adapter.deleteModel(jobId);
  return await database.asUser(userId, async (tx) => {
    await forgetTunedModel(tx, jobId, model);
    return await getFineTuneJob(tx, jobId);
  });
}
