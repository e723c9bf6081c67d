import type { Transaction } from '@understudy/db/database';
import type { LoadedFineTuneJob } from '@understudy/db/fine-tune/load-fine-tune-job';
import type { ProviderEventRow } from '@understudy/db/fine-tune/record-provider-job';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { lockRun } from '@understudy/db/runs/lock-run';
import { fineTunePhaseTitles, percentOfFineTune } from '@understudy/domain/fine-tune/fine-tune-contract';
import type { FineTuneStatus } from '@understudy/domain/fine-tune/fine-tune-status';
import { percentOfTraining, readStepMessage } from '@understudy/domain/fine-tune/polling/training-progress';
import type { FineTuneReference } from './fine-tune-reference.ts';

/** What is known of a training beside its events. */
export type WatchedJob = Pick<LoadedFineTuneJob, 'estimatedFinish' | 'startedAt'> & {
  status: FineTuneStatus;
};

/**
 * Moves the run's progress by what the provider has reported, and says the latest of it in the run's log.
 *
 * @returns percent of the training, 0–100
 */
export async function recordTrainingProgress(
  tx: Transaction,
  { runId, attempt }: FineTuneReference,
  { status, estimatedFinish, startedAt }: WatchedJob,
  news: readonly ProviderEventRow[],
): Promise<number> {
  const run = await lockRun(tx, runId);
  const before = run.phase === 'training' ? run.completed : 0;
  const steps = news.flatMap(({ message }) => readStepMessage(message) ?? []).at(-1);
  const percent = Math.floor(
    percentOfTraining(
      status,
      {
        step: steps?.step ?? null,
        totalSteps: steps?.totalSteps ?? null,
        startedAtMs: startedAt?.getTime() ?? null,
        estimatedFinishMs: estimatedFinish?.getTime() ?? null,
        nowMs: Date.now(),
      },
      before,
    ),
  );
  const latest = news.at(-1);
  if (latest === undefined) return percent;
  await appendRunEvent(tx, {
    runId,
    type: run.phase === 'training' ? 'item_completed' : 'phase_started',
    level: latest.level === 'error' ? 'error' : latest.level === 'warn' ? 'warning' : 'info',
    phase: 'training',
    message: latest.message,
    data: { title: fineTunePhaseTitles.training },
    key: `${String(attempt)}:event:${latest.providerEventId}`,
    update: { completed: percent, total: 100, percent: percentOfFineTune('training', percent, 100) },
  });
  return percent;
}
