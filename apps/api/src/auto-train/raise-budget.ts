import { readAutoTrainBatch } from '@understudy/db/auto-train/read-auto-train-batch';
import { raiseRunBudget } from '@understudy/db/budget/raise-run-budget';
import type { AutoTrainBatch } from '@understudy/domain/auto-train/auto-train-result';
import type { raiseRunBudgetSchema } from '@understudy/domain/budget/budget';
import { runMessages } from '@understudy/domain/runs/run-contract';
import type { z } from 'zod';
import type { ApiDependencies } from '../dependencies.ts';
import { pauseOrResumeRun } from '../runs/steer-run.ts';

/**
 * Raises caps of a batch, and resumes its run where that waits for it. Where the run cannot be resumed now, the caps are
 * raised all the same: the same request again resumes it.
 *
 * @throws UnderstudyError `not_found`; `conflict` for a cap below the one that holds; `worker_unavailable`,
 *   `orchestrator_unavailable`
 */
export async function raiseBudget(
  dependencies: ApiDependencies,
  { userId, batchId }: { userId: string; batchId: string },
  caps: z.infer<typeof raiseRunBudgetSchema>,
): Promise<AutoTrainBatch> {
  const { database, runLinks } = dependencies;
  const read = () => database.asUser(userId, (tx) => readAutoTrainBatch(tx, batchId, runLinks));
  const raised = {
    ...(caps.max_cost_usd === undefined ? {} : { maxCostUsd: caps.max_cost_usd }),
    ...(caps.max_tokens === undefined ? {} : { maxTokens: caps.max_tokens }),
  };
  await database.asUser(userId, (tx) => raiseRunBudget(tx, batchId, raised));
  const batch = await read();
  if (batch.run.status !== 'budget_paused') return batch;
  await pauseOrResumeRun(dependencies, { userId, runId: batch.run.id }, runMessages.resume);
  return read();
}
