import { WorkflowNotFoundError } from '@temporalio/client';
import { changeBatchItem, loadFineTuneBatch } from '@understudy/db/fine-tune-batches/batch-items';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { lockRun } from '@understudy/db/runs/lock-run';
import { isEnded } from '@understudy/domain/runs/run';
import type { FineTuneBatchDependencies, FineTuneBatchReference } from './fine-tune-batch-reference.ts';

/** Cancels what a batch has under way, and takes out what waits. Jobs that have ended stay as they are. */
export async function cancelJobs(
  { database, client }: FineTuneBatchDependencies,
  { userId, runId: batchId }: FineTuneBatchReference,
): Promise<void> {
  const open = await database.asUser(userId, async (tx) => {
    await lockRun(tx, batchId);
    const { items } = await loadFineTuneBatch(tx, batchId);
    for (const { position, outcome } of items) {
      if (outcome === 'waiting') await changeBatchItem(tx, batchId, position, { outcome: 'cancelled' });
    }
    return items.flatMap(({ outcome, jobId }) => (outcome === 'started' && jobId !== null ? [jobId] : []));
  });
  for (const jobId of open) {
    try {
      await client.workflow.getHandle(jobId).cancel();
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      // Its workflow was never started, or has just ended: where it has not ended, it does now.
      await database.asUser(userId, async (tx) => {
        const { status, phase } = await lockRun(tx, jobId);
        if (isEnded(status)) return;
        await appendRunEvent(tx, {
          runId: jobId,
          type: 'run_cancelled',
          level: 'warning',
          phase,
          message: 'Cancelled with its batch.',
          update: { status: 'cancelled' },
        });
      });
    }
  }
}
