import type { AutoTrainBatchSummary } from '@understudy/domain/auto-train/auto-train-batch';
import { roundToTenth } from '@understudy/domain/auto-train/auto-train-result';
import type { Page } from '@understudy/domain/http/page';
import { and, desc, eq } from 'drizzle-orm';
import { toAccount } from '../budget/accounts.ts';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { olderThanCursor, toPage, type PageRequest } from '../paging/keyset-page.ts';
import { runColumns, toRun, type RunLinks } from '../runs/run-mapping.ts';
import { autoTrainBatches } from '../schema/auto-train.ts';
import { budgetRuns } from '../schema/budget.ts';
import { runs } from '../schema/runs.ts';
import { settingsColumns, toAutoTrainSettings } from './auto-train-settings.ts';
import { toCost, toCounts } from './batch-mapping.ts';
import { itemsInFlight } from './items-in-flight.ts';

const countColumns = {
  accepted: autoTrainBatches.acceptedCount,
  failed: autoTrainBatches.failedCount,
  rejected: autoTrainBatches.rejectedCount,
};

/** A page of the user's batches, newest first, with the running totals of each. */
export async function listAutoTrainBatches(
  tx: Transaction,
  page: PageRequest,
  links: RunLinks,
): Promise<Page<AutoTrainBatchSummary>> {
  const rows = await tx
    .select({
      settings: settingsColumns,
      counts: countColumns,
      run: runColumns,
      budget: budgetRuns,
      inFlight: itemsInFlight(),
      acceptedQuality: autoTrainBatches.acceptedQuality,
    })
    .from(autoTrainBatches)
    .innerJoin(runs, eq(runs.id, autoTrainBatches.runId))
    .innerJoin(budgetRuns, eq(budgetRuns.runId, autoTrainBatches.runId))
    .where(and(mine(autoTrainBatches), olderThanCursor(autoTrainBatches.id, page)))
    .orderBy(desc(autoTrainBatches.id))
    .limit(page.limit + 1);
  return toPage(rows, page, ({ counts, run, budget, inFlight, acceptedQuality, ...row }) => {
    const settings = toAutoTrainSettings(row.settings);
    const account = toAccount(budget, budget.maxCostUsd, budget.maxTokens);
    return {
      id: settings.batchId,
      run: toRun(run, links),
      seed: settings.seedNumber,
      genres: [...settings.genres],
      num_examples: settings.numExamples,
      ensemble: [...settings.ensemble],
      counts: toCounts(settings.numExamples, counts, inFlight),
      average_quality: counts.accepted === 0 ? 0 : roundToTenth(acceptedQuality / counts.accepted),
      cost: toCost(account, settings),
    };
  });
}
