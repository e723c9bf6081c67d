import { isStoredInMemory, throughputPerMinute } from '@understudy/domain/auto-train/auto-train-batch';
import {
  composeAutoTrainResult,
  roundToTenth,
  type AutoTrainBatch,
} from '@understudy/domain/auto-train/auto-train-result';
import { askTogether } from '../ask-together.ts';
import type { Transaction } from '../database.ts';
import type { RunLinks } from '../runs/run-mapping.ts';
import { trainingStats } from '../training-examples/training-stats.ts';
import { toCost, toCounts } from './batch-mapping.ts';
import { getAutoTrainBatch } from './get-auto-train-batch.ts';

/**
 * A batch as the API shows it, with the seed's result body as far as it has come.
 *
 * @throws UnderstudyError `not_found`
 */
export async function readAutoTrainBatch(
  tx: Transaction,
  batchId: string,
  links: RunLinks,
): Promise<AutoTrainBatch> {
  const [state, stats] = await askTogether([
    () => getAutoTrainBatch(tx, batchId, links),
    () => trainingStats(tx),
  ]);
  const { settings, run, counts, workedSeconds } = state;
  return {
    id: settings.batchId,
    run,
    seed: settings.seedNumber,
    genres: [...settings.genres],
    num_examples: settings.numExamples,
    ensemble: [...settings.ensemble],
    judge_model: settings.judgeModel,
    concurrency: settings.concurrency,
    store_in_memory: settings.storeInMemory,
    counts: toCounts(settings.numExamples, counts, state.itemsInFlight),
    rejected_by_reason: state.rejectedByReason,
    genre_distribution: state.genreDistribution,
    average_quality: roundToTenth(state.averageQuality ?? 0),
    cost: toCost(state.budget, settings),
    throughput_per_minute: throughputPerMinute(counts.accepted, workedSeconds),
    result: composeAutoTrainResult({
      totalRequested: settings.numExamples,
      failed: counts.failed,
      genreDistribution: state.genreDistribution,
      averageQuality: state.averageQuality,
      elapsedSeconds: workedSeconds,
      storedInMemory: isStoredInMemory(settings.storeInMemory, run.progress.phase),
      ...stats,
    }),
  };
}
