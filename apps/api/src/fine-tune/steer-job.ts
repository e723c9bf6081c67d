import { getFineTuneJob } from '@understudy/db/fine-tune/get-fine-tune-job';
import { nameTrainedModel } from '@understudy/db/fine-tune/name-trained-model';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { fineTuneProviderFacts } from '@understudy/domain/fine-tune/fine-tune-provider';
import { fineTuneMessages } from '@understudy/domain/fine-tune/fine-tune-contract';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import type { TrainingInstructions } from '@understudy/domain/fine-tune/trl/training-instructions';
import type { ApiDependencies } from '../dependencies.ts';
import type { SteeredRun } from '../runs/steer-run.ts';

/** Which job, asked for by whom. */
export type SteeredJob = { userId: string; jobId: string };

/** A job as it stands. */
export function readJob(
  { database }: Pick<ApiDependencies, 'database'>,
  { userId, jobId }: SteeredJob,
): Promise<FineTuneJob> {
  return database.asUser(userId, (tx) => getFineTuneJob(tx, jobId));
}

/**
 * Does with a job what can be done with every run, and shows the job as it is then.
 *
 * @throws UnderstudyError `not_found` also where the ID is that of a run of another kind; what `steer` throws
 */
export async function steerJob(
  dependencies: ApiDependencies,
  { userId, jobId }: SteeredJob,
  steer: (dependencies: ApiDependencies, run: SteeredRun) => Promise<unknown>,
): Promise<FineTuneJob> {
  await readJob(dependencies, { userId, jobId });
  await steer(dependencies, { userId, runId: jobId });
  return await readJob(dependencies, { userId, jobId });
}

/**
 * Notes the model that a person has trained with the job's files, and has the run look at it. Where the run cannot be
 * told now, it finds the name by itself when it looks next.
 *
 * @throws UnderstudyError `not_found`; `conflict` where the job does not wait for a model; `validation_failed` where its
 *   provider says that there is no such model
 */
export async function nameModel(
  dependencies: ApiDependencies,
  { userId, jobId }: SteeredJob,
  model: string,
  signal: AbortSignal,
): Promise<FineTuneJob> {
  const { database, temporal, logger, fineTuning } = dependencies;
  const { provider, status } = await readJob(dependencies, { userId, jobId });
  if (
    status === 'awaiting_model' &&
    (await fineTuning.adapterFor(provider).hasModel?.(model, signal)) === false
  ) {
    throw new UnderstudyError(
      'validation_failed',
      `${fineTuneProviderFacts[provider].title} has no model ${model} that the token here may read. Push it there, or correct its name.`,
    );
  }
  await database.asUser(userId, (tx) => nameTrainedModel(tx, jobId, model));
  await temporal
    .withDeadline(Date.now() + signalDeadlineMs, () =>
      temporal.workflow.getHandle(jobId).signal(fineTuneMessages.providerCalled),
    )
    .catch((error: unknown) => logger.warn({ err: error, run_id: jobId }, 'the run looks later'));
  return await readJob(dependencies, { userId, jobId });
}

const signalDeadlineMs = 2_000;

/**
 * How a person trains with what a job has prepared; null where its provider trains by itself, or has nothing yet.
 *
 * @throws UnderstudyError `not_found`
 */
export async function instructionsFor(
  dependencies: ApiDependencies,
  steered: SteeredJob,
): Promise<TrainingInstructions | null> {
  const { provider, provider_job_id: id } = await readJob(dependencies, steered);
  if (id === null || fineTuneProviderFacts[provider].trainsByItself) return null;
  return dependencies.fineTuning.adapterFor(provider).instructions?.(id) ?? null;
}
