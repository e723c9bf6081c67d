import type { Transaction } from '@understudy/db/database';
import { insertNotification } from '@understudy/db/notifications/notifications';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { countUsedExamples, trainingStats } from '@understudy/db/training-examples/training-stats';
import { getUserSettings } from '@understudy/db/user-settings/user-settings';
import { examplesPerTraining, isReadyForFineTuning } from '@understudy/domain/auto-train/training-stats';

/**
 * Tells the user once that there are examples enough for a fine-tune: once for each time that their unused examples
 * come to the threshold, which is told by how many were used before. Whoever opted in to automatic fine-tuning is told
 * so in the event, which is where the fine-tune workflow takes over.
 */
export async function offerFineTuning(
  tx: Transaction,
  { runId, attempt }: { runId: string; attempt: number },
): Promise<void> {
  const { unusedExamples } = await trainingStats(tx);
  if (!isReadyForFineTuning(unusedExamples)) return;
  const usedExamples = await countUsedExamples(tx);
  const { autoFineTune } = await getUserSettings(tx);
  const { inserted } = await insertNotification(tx, {
    kind: 'ready_for_fine_tuning',
    title: 'Ready for fine-tuning',
    body: `You have ${unusedExamples.toLocaleString('en')} examples that no fine-tune has used yet; ${examplesPerTraining} are enough for one.`,
    data: { unused_examples: unusedExamples, run_id: runId, auto_fine_tune: autoFineTune },
    dedupeKey: `ready_for_fine_tuning:${usedExamples}`,
  });
  if (!inserted) return;
  await appendRunEvent(tx, {
    runId,
    type: 'note',
    level: 'info',
    message: `Ready for fine-tuning: ${unusedExamples.toLocaleString('en')} unused examples.`,
    data: { unused_examples: unusedExamples, auto_fine_tune: autoFineTune },
    key: `${attempt}:ready_for_fine_tuning`,
  });
}
