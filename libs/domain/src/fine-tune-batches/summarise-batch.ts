import { batchItemOutcomes, type BatchItemOutcome } from './fine-tune-batch.ts';
import type { FineTuneBatchResult } from './fine-tune-batch-workflow.ts';

/** How many avatars of a batch have come to what. */
export type BatchCounts = Record<BatchItemOutcome, number>;

/** Counts outcomes. */
export function countOutcomes(outcomes: Iterable<BatchItemOutcome>): BatchCounts {
  const counts: BatchCounts = { waiting: 0, started: 0, completed: 0, failed: 0, cancelled: 0, left_out: 0 };
  for (const outcome of outcomes) counts[outcome] += 1;
  return counts;
}

/** How a batch has ended, and what is said of it. */
export type BatchEnd = { status: FineTuneBatchResult['status']; message: string };

/**
 * The end of a batch by what has become of its avatars: completed only where every one of them has a model, failed where
 * none has.
 *
 * @param cancelled whether somebody has cancelled it
 */
export function endOfBatch(counts: BatchCounts, cancelled: boolean): BatchEnd {
  const total = batchItemOutcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
  const others = [
    [counts.failed, 'failed'],
    [counts.left_out, 'could not be trained'],
    [counts.cancelled, counts.cancelled === 1 ? 'was cancelled' : 'were cancelled'],
  ] as const;
  const reasons = others
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${String(count)} ${what}`)
    .join(', ');
  const done = `${String(counts.completed)} of ${String(total)} avatars have a new model`;
  const message = reasons === '' ? `${done}.` : `${done}; ${reasons}.`;
  if (cancelled) return { status: 'cancelled', message };
  if (counts.completed === total) return { status: 'completed', message };
  return { status: counts.completed === 0 ? 'failed' : 'completed_with_errors', message };
}
