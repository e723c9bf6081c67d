import { loadFineTuneJob } from '@understudy/db/fine-tune/load-fine-tune-job';
import { forgetProviderJob } from '@understudy/db/fine-tune/record-provider-job';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import type { FineTunePlan } from '@understudy/domain/fine-tune/fine-tune-contract';
import type { FineTuneDependencies, FineTuneReference } from './fine-tune-reference.ts';

/**
 * Begins an attempt, and says how it is to go. A retry of a job that the provider has given up on is to make a new one
 * there; one that may still be alive is found again.
 */
export async function beginFineTune(
  { database, fineTuning }: FineTuneDependencies,
  { userId, runId, jobId, attempt }: FineTuneReference,
): Promise<FineTunePlan> {
  return await database.asUser(userId, async (tx) => {
    const job = await loadFineTuneJob(tx, jobId);
    const { appended } = await appendRunEvent(tx, {
      runId,
      type: 'run_started',
      level: 'info',
      phase: 'prepare',
      message: attempt === 1 ? 'Started.' : 'Started again.',
      data: { provider: job.provider, base_model: job.baseModel },
      key: `${String(attempt)}:started`,
      update: { status: 'running', completed: 0, total: 1, percent: 0 },
    });
    if (appended && attempt > 1) await forgetProviderJob(tx, jobId);
    const { pollSeconds, stuckAfterSeconds, patienceSeconds } = fineTuning;
    return {
      provider: job.provider,
      pollSeconds,
      stuckAfterSeconds,
      patienceSeconds,
      activateWhenDone: job.activateWhenDone,
    };
  });
}
