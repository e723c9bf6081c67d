import { askTogether } from '@understudy/db/ask-together';
import type { Transaction } from '@understudy/db/database';
import { insertNotification } from '@understudy/db/notifications/notifications';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { countUsedExamples } from '@understudy/db/training-examples/training-stats';
import { getUserSettings } from '@understudy/db/user-settings/user-settings';
import { examplesPerTraining, isReadyForFineTuning } from '@understudy/domain/auto-train/training-stats';
import type { FineTuneSettings } from '../fine-tune/fine-tune-reference.ts';
import { startOfferedFineTune } from './start-offered-fine-tune.ts';

/** The batch after which a fine-tune is offered. */
export type OfferingBatch = {
  userId: string;
  runId: string;
  attempt: number;
  avatarId: string | null;
  /** Examples of the user that no fine-tune has used. */
  unusedExamples: number;
};

/**
 * Tells the user once that there are examples enough for a fine-tune: once for each time that their unused examples
 * come to the threshold, which is told by how many were used before. For those who opted in to automatic fine-tuning,
 * that of the batch's avatar begins.
 */
export async function offerFineTuning(
  tx: Transaction,
  fineTuning: FineTuneSettings,
  { userId, runId, attempt, avatarId, unusedExamples }: OfferingBatch,
): Promise<void> {
  if (!isReadyForFineTuning(unusedExamples)) return;
  const [usedExamples, { autoFineTune }] = await askTogether([
    () => countUsedExamples(tx),
    () => getUserSettings(tx),
  ]);
  const key = `ready_for_fine_tuning:${usedExamples}`;
  const unused = unusedExamples.toLocaleString('en');
  const data = { unused_examples: unusedExamples, auto_fine_tune: autoFineTune };
  const { inserted } = await insertNotification(tx, {
    kind: 'ready_for_fine_tuning',
    title: 'Ready for fine-tuning',
    body: `You have ${unused} examples that no fine-tune has used yet; ${examplesPerTraining} are enough for one.`,
    data: { ...data, run_id: runId },
    dedupeKey: key,
  });
  if (!inserted) return;
  const offered = { userId, key: `${runId} ${key}` };
  const jobId =
    autoFineTune && avatarId !== null
      ? await startOfferedFineTune(tx, fineTuning, { ...offered, avatarId })
      : null;
  await appendRunEvent(tx, {
    runId,
    type: 'note',
    level: 'info',
    message: `Ready for fine-tuning: ${unused} unused examples.${jobId === null ? '' : ' A fine-tune begins by itself, as you have chosen.'}`,
    data: { ...data, fine_tune_job_id: jobId },
    key: `${attempt}:ready_for_fine_tuning`,
  });
}
