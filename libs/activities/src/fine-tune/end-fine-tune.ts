import type { Transaction } from '@understudy/db/database';
import { loadFineTuneJob, type LoadedFineTuneJob } from '@understudy/db/fine-tune/load-fine-tune-job';
import { recordFineTuneEnd } from '@understudy/db/fine-tune/record-provider-job';
import { insertNotification } from '@understudy/db/notifications/notifications';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { getActiveModel } from '@understudy/db/fine-tune/active-model';
import type { FineTuneError } from '@understudy/domain/fine-tune/contracts/job';
import { fineTuneErrorSchema } from '@understudy/domain/fine-tune/contracts/job';
import type { FineTuneResult } from '@understudy/domain/fine-tune/fine-tune-contract';
import { fineTuneProviderFacts } from '@understudy/domain/fine-tune/fine-tune-provider';
import type { RunOutcome } from '@understudy/domain/runs/run-outcome';
import type { RunError } from '@understudy/domain/runs/run';
import { failureOfRun } from '../runs/failure-of-run.ts';
import type { FineTuneDependencies, FineTuneReference } from './fine-tune-reference.ts';

type Ending = FineTuneReference & RunOutcome;

/** Writes the end of a fine-tune in the words of what really happened, and tells the owner. A second execution writes nothing. */
export async function endFineTune(
  { database }: FineTuneDependencies,
  reference: Ending,
): Promise<FineTuneResult> {
  const { userId, runId, jobId, attempt } = reference;
  return await database.asUser(userId, async (tx) => {
    const job = await loadFineTuneJob(tx, jobId);
    const active = await getActiveModel(tx, job.avatarId);
    const activated = active.use_fine_tuned_model && active.fine_tune_job_id === jobId;
    const end = await describeEnd(tx, reference, job, activated);
    const key = `${String(attempt)}:ended`;
    const { appended } = await appendRunEvent(tx, {
      runId,
      ...end,
      data: { fine_tuned_model: job.fineTunedModel },
      key,
    });
    if (appended) {
      await recordFineTuneEnd(tx, jobId, reference.outcome, end.update.error ?? null);
      await insertNotification(tx, {
        kind: `fine_tune_${reference.outcome}`,
        title: titles[reference.outcome],
        body: end.message,
        data: { fine_tune_job_id: jobId, avatar_id: job.avatarId },
        dedupeKey: `${jobId}:${key}`,
      });
    }
    return { status: reference.outcome, activated };
  });
}

const titles: Record<RunOutcome['outcome'], string> = {
  completed: 'A fine-tuned model is ready',
  failed: 'A fine-tune has failed',
  cancelled: 'A fine-tune was cancelled',
};

async function describeEnd(tx: Transaction, end: Ending, job: LoadedFineTuneJob, activated: boolean) {
  switch (end.outcome) {
    case 'completed':
      return {
        type: 'run_completed' as const,
        level: 'info' as const,
        message: activated
          ? `Ready: the avatar answers with ${job.fineTunedModel ?? 'its new model'}.`
          : `Ready: ${job.fineTunedModel ?? 'the model'} can be activated.`,
        update: { status: 'completed' as const, percent: 100, error: null },
      };
    case 'cancelled':
      return {
        type: 'run_cancelled' as const,
        level: 'warning' as const,
        message: 'Cancelled. The files stay here; nothing more is trained.',
        update: { status: 'cancelled' as const, error: null },
      };
    case 'failed': {
      const error = job.status === 'failed' ? providersError(job) : null;
      const failure =
        error ?? (await failureOfRun(tx, end, 'Retry; files and jobs that exist are used again.'));
      return {
        type: 'run_failed' as const,
        level: 'error' as const,
        message: failure.message,
        update: { status: 'failed' as const, error: failure },
      };
    }
  }
}

/** The provider's own reason, with what to do. */
function providersError({ error, provider }: LoadedFineTuneJob): RunError | null {
  if (error === null) return null;
  const { code, message, advice }: FineTuneError = fineTuneErrorSchema.parse(error);
  const { title } = fineTuneProviderFacts[provider];
  return { code, message: `${title}: ${message} ${advice}`, phase: 'training' };
}
