import { loadFineTuneJob } from '@understudy/db/fine-tune/load-fine-tune-job';
import { noteSignOfLife, recordProviderJob } from '@understudy/db/fine-tune/record-provider-job';
import { fineTuneProviderFacts } from '@understudy/domain/fine-tune/fine-tune-provider';
import type { FineTuneDependencies, FineTuneReference } from './fine-tune-reference.ts';
import { findOwnJob } from './find-own-job.ts';
import { stateOf } from './provider-job-state.ts';

/**
 * Pauses, resumes or cancels the provider's job. One that may exist without being written down is looked for before it
 * is given up. Providers that cannot pause go on; then only looking at them is paused.
 */
export async function steerProviderJob(
  { database, fineTuning }: FineTuneDependencies,
  { userId, jobId, attempt, to }: FineTuneReference & { to: 'pause' | 'resume' | 'cancel' },
  signal: AbortSignal,
): Promise<void> {
  const job = await database.asUser(userId, (tx) => loadFineTuneJob(tx, jobId));
  const adapter = fineTuning.adapterFor(job.provider);
  const mayExist = job.creationAttemptedAt !== null;
  const found =
    job.providerJobId === null && mayExist ? await findOwnJob(adapter, jobId, attempt, signal) : null;
  const id = job.providerJobId ?? found?.id;
  if (id === undefined) return;
  if (to !== 'cancel' && !fineTuneProviderFacts[job.provider].canPause) return;
  await adapter[to](id, signal);
  const now = await adapter.retrieve(id, signal);
  await database.asUser(userId, async (tx) => {
    await recordProviderJob(tx, jobId, stateOf(job, now));
    if (to === 'resume') await noteSignOfLife(tx, jobId);
  });
}
