import type { GenreDistribution } from '@understudy/domain/auto-train/auto-train-result';
import { genreSchema } from '@understudy/domain/auto-train/genres';
import { rejectionReasonSchema, type RejectionReason } from '@understudy/domain/auto-train/rejection-reason';
import type { BudgetAccount } from '@understudy/domain/budget/ledger';
import type { Run } from '@understudy/domain/runs/run';
import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { toAccount } from '../budget/accounts.ts';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { runColumns, toRun, type RunLinks } from '../runs/run-mapping.ts';
import { autoTrainBatches, autoTrainItems, autoTrainRejections } from '../schema/auto-train.ts';
import { budgetRuns } from '../schema/budget.ts';
import { runs } from '../schema/runs.ts';
import { settingsColumns, toAutoTrainSettings, type AutoTrainSettings } from './auto-train-settings.ts';
import type { BatchCounts } from './count-items.ts';
import { itemsInFlight } from './items-in-flight.ts';

/** A batch with its run and what has come of it, counted from the rows. */
export type AutoTrainBatchState = {
  settings: AutoTrainSettings;
  run: Run;
  counts: BatchCounts;
  rejectedByReason: Partial<Record<RejectionReason, number>>;
  /** Accepted items by genre. */
  genreDistribution: GenreDistribution;
  /** Mean quality score of accepted items, 0 to 10; null when there are none. */
  averageQuality: number | null;
  /** Seconds that the run has worked, pauses left out. */
  workedSeconds: number;
  /** Items being worked on. */
  itemsInFlight: number;
  budget: BudgetAccount;
};

const tallySchema = z.object({
  accepted: z.int(),
  failed: z.int(),
  average_quality: z.number().nullable(),
  genres: z.partialRecord(genreSchema, z.int()),
  reasons: z.partialRecord(rejectionReasonSchema, z.int()),
});

/**
 * A batch as it stands, by one query.
 *
 * @throws UnderstudyError `not_found`
 */
export async function getAutoTrainBatch(
  tx: Transaction,
  batchId: string,
  links: RunLinks,
): Promise<AutoTrainBatchState> {
  const rows = await tx
    .select({
      settings: settingsColumns,
      run: runColumns,
      budget: budgetRuns,
      inFlight: itemsInFlight(),
      tally: tallyOf(batchId),
    })
    .from(autoTrainBatches)
    .innerJoin(runs, eq(runs.id, autoTrainBatches.runId))
    .innerJoin(budgetRuns, eq(budgetRuns.runId, autoTrainBatches.runId))
    .where(and(mine(autoTrainBatches), eq(autoTrainBatches.id, batchId)));
  const { settings, run, budget, inFlight, tally } = firstOrNotFound(rows, 'auto-train batch', batchId);
  const { accepted, failed, average_quality, genres, reasons } = tallySchema.parse(tally);
  const rejected = Object.values(reasons).reduce((sum, count) => sum + count, 0);
  return {
    settings: toAutoTrainSettings(settings),
    run: toRun(run, links),
    counts: { accepted, failed, rejected },
    rejectedByReason: reasons,
    genreDistribution: genres,
    averageQuality: average_quality,
    workedSeconds: run.workedSeconds,
    itemsInFlight: inFlight,
    budget: toAccount(budget, budget.maxCostUsd, budget.maxTokens),
  };
}

/** Counts of a batch as one JSON object. Groups first, so that each table is read once. */
function tallyOf(batchId: string) {
  return sql<unknown>`(
    with by_genre as (
      select genre, status, count(*) as items, sum(quality_score) as quality
      from ${autoTrainItems} where ${mine(autoTrainItems)} and batch_id = ${batchId} group by genre, status
    ), by_reason as (
      select reason, count(*) as attempts
      from ${autoTrainRejections} where ${mine(autoTrainRejections)} and batch_id = ${batchId} group by reason
    )
    select json_build_object(
      'accepted', coalesce(sum(items) filter (where status = 'accepted'), 0),
      'failed', coalesce(sum(items) filter (where status = 'failed'), 0),
      'average_quality', sum(quality) filter (where status = 'accepted') / sum(items) filter (where status = 'accepted'),
      'genres', coalesce(json_object_agg(genre, items) filter (where status = 'accepted'), '{}'),
      'reasons', (select coalesce(json_object_agg(reason, attempts), '{}') from by_reason)
    )
    from by_genre
  )`.as('tally');
}
