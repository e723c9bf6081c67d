import type { Transaction } from '@understudy/db/database';
import {
  listFineTuneFiles,
  lockFineTuneJob,
  type LoadedFineTuneJob,
} from '@understudy/db/fine-tune/load-fine-tune-job';
import { markCreationAttempted, recordProviderJob } from '@understudy/db/fine-tune/record-provider-job';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { fineTuneDataReportSchema } from '@understudy/domain/fine-tune/contracts/job';
import { providerJobMark } from '@understudy/domain/fine-tune/fine-tune-contract';
import { fineTuneProviderFacts } from '@understudy/domain/fine-tune/fine-tune-provider';
import type { ProviderJobRequest } from './adapters/fine-tune-adapter.ts';
import { attemptKey, findOwnJob } from './find-own-job.ts';
import type { FineTuneDependencies, FineTuneReference } from './fine-tune-reference.ts';
import { stateOf } from './provider-job-state.ts';
import { recordFineTunePhase } from './record-fine-tune-phase.ts';

/**
 * Makes the job at the provider, once. That it may be there is committed before the provider is asked, so whoever comes
 * after a crash looks for it, by its mark, and never makes a second. Of two executions that believe to be the only one (a
 * process that was frozen for longer than its heartbeats allow), one waits for the other by the lock of the job's row.
 */
export async function createProviderJob(
  { database, fineTuning }: FineTuneDependencies,
  reference: FineTuneReference,
  signal: AbortSignal,
): Promise<void> {
  const { userId, jobId, attempt } = reference;
  const wasAttempted = await database.asUser(userId, (tx) => markCreationAttempted(tx, jobId));
  await database.asUser(userId, async (tx) => {
    const job = await lockFineTuneJob(tx, jobId);
    if (job.providerJobId !== null) return;
    const { title } = fineTuneProviderFacts[job.provider];
    const adapter = fineTuning.adapterFor(job.provider);
    const found = wasAttempted || attempt > 1 ? await findOwnJob(adapter, jobId, attempt, signal) : null;
    // Not to be interrupted: of a request that was half made, nobody would know what came.
    const created = found ?? (await adapter.create(await requestOf(tx, reference, job), uninterrupted));
    await recordProviderJob(tx, jobId, stateOf(job, created));
    await recordFineTunePhase(tx, reference, 'phase_completed', 'create', `${title} has the job.`, {
      provider_job_id: created.id,
      found_again: found !== null,
    });
  });
}

const uninterrupted = new AbortController().signal;

async function requestOf(
  tx: Transaction,
  { userId, jobId, attempt }: FineTuneReference,
  { suffix, seed, baseModel, method, hyperparameters, preparation }: LoadedFineTuneJob,
): Promise<ProviderJobRequest> {
  const files = await listFineTuneFiles(tx, jobId);
  const uploaded = (purpose: string) =>
    files.find((file) => file.purpose === purpose)?.providerFileId ?? null;
  const trainingFileId = uploaded('training');
  const trainingRows = files.find(({ purpose }) => purpose === 'training')?.rowCount ?? 0;
  if (trainingFileId === null)
    throw new UnderstudyError('internal_error', 'The training file is not uploaded.');
  const mark = providerJobMark(jobId, suffix, attempt);
  return {
    jobId,
    userId,
    baseModel,
    method,
    hyperparameters,
    seed,
    trainingFileId,
    validationFileId: uploaded('validation'),
    trainingRows,
    trainingTokens: fineTuneDataReportSchema.safeParse(preparation).data?.tokens ?? 0,
    suffix: mark.suffix,
    metadata: { ...mark.metadata, [attemptKey]: String(attempt) },
  };
}
