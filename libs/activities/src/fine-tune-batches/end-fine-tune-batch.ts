import type { Database } from '@understudy/db/database';
import { changeBatchItem, loadFineTuneBatch } from '@understudy/db/fine-tune-batches/batch-items';
import { insertNotification } from '@understudy/db/notifications/notifications';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import type { FineTuneBatchResult } from '@understudy/domain/fine-tune-batches/fine-tune-batch-workflow';
import { countOutcomes, endOfBatch } from '@understudy/domain/fine-tune-batches/summarise-batch';
import type { RunError } from '@understudy/domain/runs/run';
import type { RunOutcome } from '@understudy/domain/runs/run-outcome';
import { failureOfRun } from '../runs/failure-of-run.ts';
import type { FineTuneBatchReference } from './fine-tune-batch-reference.ts';

/** Writes the end of a batch by what has really become of its avatars, and tells the owner. A repetition writes nothing. */
export async function endFineTuneBatch(
  database: Database,
  end: FineTuneBatchReference & RunOutcome,
): Promise<FineTuneBatchResult> {
  const { userId, runId: batchId, attempt, outcome } = end;
  return await database.asUser(userId, async (tx) => {
    const { items } = await loadFineTuneBatch(tx, batchId);
    if (outcome !== 'completed') {
      // Nobody looks any more: what was not started never is.
      for (const { position, outcome: of } of items) {
        if (of === 'waiting') await changeBatchItem(tx, batchId, position, { outcome: 'cancelled' });
      }
    }
    const counts = countOutcomes(
      items.map(({ outcome: of }) => (of === 'waiting' && outcome !== 'completed' ? 'cancelled' : of)),
    );
    const found = endOfBatch(counts, outcome === 'cancelled');
    const failure: RunError | null =
      outcome === 'failed'
        ? await failureOfRun(tx, end, 'Retry the batch; models that are there are kept.')
        : null;
    const status =
      failure === null ? found.status : counts.completed > 0 ? 'completed_with_errors' : 'failed';
    const message = failure === null ? found.message : `${failure.message} ${found.message}`;
    const error: RunError | null =
      status === 'failed' ? (failure ?? { code: 'nothing_to_train_on', message, phase: 'jobs' }) : null;
    const key = `${String(attempt)}:ended`;
    const { appended } = await appendRunEvent(tx, {
      runId: batchId,
      ...eventOf[status],
      phase: 'jobs',
      message,
      data: { ...counts },
      key,
      update: { status, error, ...(status === 'completed' ? { percent: 100 } : {}) },
    });
    if (appended) {
      await insertNotification(tx, {
        kind: `fine_tune_batch_${status}`,
        title: titles[status],
        body: message,
        data: { fine_tune_batch_id: batchId },
        dedupeKey: `${batchId}:${key}`,
      });
    }
    return { status };
  });
}

const eventOf = {
  completed: { type: 'run_completed', level: 'info' },
  completed_with_errors: { type: 'run_completed', level: 'warning' },
  failed: { type: 'run_failed', level: 'error' },
  cancelled: { type: 'run_cancelled', level: 'warning' },
} as const;

const titles: Record<FineTuneBatchResult['status'], string> = {
  completed: 'All avatars of a batch have a new model',
  completed_with_errors: 'A batch of fine-tunes has ended, with errors',
  failed: 'A batch of fine-tunes has failed',
  cancelled: 'A batch of fine-tunes was cancelled',
};
