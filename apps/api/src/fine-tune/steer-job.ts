import { getFineTuneJob } from '@understudy/db/fine-tune/get-fine-tune-job';
import { nameTrainedModel } from '@understudy/db/fine-tune/name-trained-model';
import { fineTuneMessages } from '@understudy/domain/fine-tune/fine-tune-contract';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
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
 * @throws UnderstudyError `not_found`; `conflict` where the job does not wait for a model
 */
export async function nameModel(
  dependencies: ApiDependencies,
  { userId, jobId }: SteeredJob,
  model: string,
): Promise<FineTuneJob> {
  const { database, temporal, logger } = dependencies;
  await database.asUser(userId, (tx) => nameTrainedModel(tx, jobId, model));
  await temporal
    .withDeadline(Date.now() + signalDeadlineMs, () =>
      temporal.workflow.getHandle(jobId).signal(fineTuneMessages.providerCalled),
    )
    .catch((error: unknown) => logger.warn({ err: error, run_id: jobId }, 'the run looks later'));
  return await readJob(dependencies, { userId, jobId });
}

const signalDeadlineMs = 2_000;
