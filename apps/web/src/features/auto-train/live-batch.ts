import type { AutoTrainBatch } from '@understudy/domain/auto-train/auto-train-result';
import type { BatchTotals } from './batch-news.ts';

/**
 * A batch as it stands: what the API said when it was last asked, brought forward by the events since then. Whichever
 * of the two has come further wins, since an old log may be replayed over a new answer, and an answer may be older than
 * the newest event. Counts never go back within an attempt.
 */
export function bringForward(batch: AutoTrainBatch, totals: BatchTotals | null): AutoTrainBatch {
  if (totals === null || !isAhead(totals, batch)) return batch;
  const { accepted, failed, rejected } = totals;
  const unfinished = Math.max(0, batch.num_examples - accepted - failed);
  const inFlight = Math.min(batch.counts.in_flight, unfinished);
  return {
    ...batch,
    counts: { accepted, failed, rejected, in_flight: inFlight, remaining: unfinished - inFlight },
    cost: {
      ...batch.cost,
      spent_usd: Math.max(batch.cost.spent_usd, totals.spentUsd),
      tokens: Math.max(batch.cost.tokens, totals.tokens),
    },
    run: {
      ...batch.run,
      progress: {
        ...batch.run.progress,
        percent: Math.max(batch.run.progress.percent, totals.percent),
        eta_seconds: totals.etaSeconds,
      },
    },
  };
}

function isAhead(totals: BatchTotals, { counts }: AutoTrainBatch): boolean {
  if (totals.accepted !== counts.accepted) return totals.accepted > counts.accepted;
  return totals.accepted + totals.failed > counts.accepted + counts.failed;
}
