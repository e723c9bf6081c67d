import { useThrottledCallback } from '@mantine/hooks';
import { isEnded, type Run } from '@understudy/domain/runs/run';
import type { RunEvent } from '@understudy/domain/runs/run-event';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { notificationsKey } from '../notifications/use-notifications.ts';
import { runKey, useRun } from '../runs/use-runs.ts';
import { bringForward } from './live-batch.ts';
import { batchKey, rejectionsKey, useAutoTrainBatch } from './use-auto-train-batches.ts';
import { useBatchNews } from './use-batch-news.ts';

/** Figures that no event carries, such as the average quality, are asked for this often at most. */
const askAgainMs = 900;

/**
 * A batch, live: the answer of the API brought forward by every event since. A change of status is asked for at once,
 * so that what the buttons offer is what the API would accept.
 *
 * @param runId of the batch
 */
export function useLiveBatch(batchId: string, runId: string, attempt: number) {
  const queries = useQueryClient();
  const query = useAutoTrainBatch(batchId);
  const run = useRun(runId);
  const ask = () => void queries.invalidateQueries({ queryKey: batchKey(batchId) });
  const askSometimes = useThrottledCallback(ask, askAgainMs);
  const { news, connected } = useBatchNews(runId, attempt, (fresh) => {
    if (fresh.some(({ type }) => type !== 'item_completed')) ask();
    else askSometimes();
    if (fresh.some(mentionsRejections)) {
      void queries.invalidateQueries({ queryKey: rejectionsKey(batchId) });
    }
    if (fresh.some(({ status }) => isEnded(status))) {
      void queries.invalidateQueries({ queryKey: runKey(runId) });
      void queries.invalidateQueries({ queryKey: notificationsKey });
    }
  });
  const answer = query.data;
  const { totals } = news;
  const batch = useMemo(
    () => (answer === undefined ? undefined : bringForward(withRun(answer, run.data), totals)),
    [answer, run.data, totals],
  );
  return { batch, examples: news.examples, connected };
}

/** What a person did to the run shows before the batch is asked for again. */
function withRun<Batch extends { run: Run }>(batch: Batch, run: Run | undefined): Batch {
  return run === undefined ? batch : { ...batch, run };
}

function mentionsRejections({ data }: RunEvent): boolean {
  const { rejected } = data;
  return Array.isArray(rejected) && rejected.length > 0;
}
