import type { Database } from '@understudy/db/database';
import { changeBatchItem, loadFineTuneBatch } from '@understudy/db/fine-tune-batches/batch-items';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { retryRun } from '@understudy/db/runs/retry-run';
import { percentOfFineTuneBatch } from '@understudy/domain/fine-tune-batches/fine-tune-batch-workflow';
import { isRetryable } from '@understudy/domain/runs/run';
import { assessAvatar } from './assess-avatar.ts';
import type { FineTuneBatchReference } from './fine-tune-batch-reference.ts';

/**
 * Begins an attempt: looks at each avatar that has no job yet, estimates it, or leaves it out with the reason. A retry
 * opens the jobs that have failed again, and looks anew at who was left out.
 *
 * @returns how many avatars the batch has
 */
export async function chooseAvatars(
  database: Database,
  reference: FineTuneBatchReference,
  signal: AbortSignal,
): Promise<{ total: number }> {
  const { userId, runId: batchId, attempt } = reference;
  const { job, items } = await database.asUser(userId, async (tx) => {
    const { appended } = await appendRunEvent(tx, {
      runId: batchId,
      type: 'run_started',
      level: 'info',
      phase: 'choose',
      message: attempt === 1 ? 'Looking at each avatar’s examples.' : 'Started again.',
      key: `${String(attempt)}:started`,
      update: { status: 'running', completed: 0, percent: 0 },
    });
    const batch = await loadFineTuneBatch(tx, batchId);
    if (!appended || attempt === 1) return batch;
    for (const item of batch.items) {
      const { outcome, position, jobId, runStatus } = item;
      if (outcome === 'completed' || outcome === 'started' || outcome === 'waiting') continue;
      if (jobId === null) {
        await changeBatchItem(tx, batchId, position, { outcome: 'waiting', reason: null });
        continue;
      }
      if (runStatus !== null && isRetryable(runStatus)) await retryRun(tx, jobId);
      await changeBatchItem(tx, batchId, position, { outcome: 'started', reason: null });
    }
    return await loadFineTuneBatch(tx, batchId);
  });
  for (const { position, avatarId, outcome, jobId, estimatedCost } of items) {
    if (outcome !== 'waiting' || jobId !== null || estimatedCost !== null) continue;
    const { eligibility, estimate } = await assessAvatar(database, { userId, avatarId }, job, signal);
    const change =
      estimate === null
        ? { outcome: 'left_out' as const, reason: eligibility.recommendation }
        : { estimatedCost: estimate.total_estimate };
    await database.asUser(userId, (tx) => changeBatchItem(tx, batchId, position, change));
  }
  await database.asUser(userId, async (tx) => {
    const { items: chosen } = await loadFineTuneBatch(tx, batchId);
    const leftOut = chosen.filter(({ outcome }) => outcome === 'left_out').length;
    const cost = chosen.reduce((sum, item) => sum + (item.estimatedCost ?? 0), 0);
    await appendRunEvent(tx, {
      runId: batchId,
      type: 'phase_completed',
      level: leftOut > 0 ? 'warning' : 'info',
      phase: 'jobs',
      message: `${String(chosen.length - leftOut)} of ${String(chosen.length)} avatars can be trained, for about $${cost.toFixed(2)}.`,
      data: { left_out: leftOut, estimated_cost: cost },
      key: `${String(attempt)}:chosen`,
      update: {
        completed: leftOut,
        total: chosen.length,
        percent: percentOfFineTuneBatch('jobs', leftOut, chosen.length),
      },
    });
  });
  return { total: items.length };
}
