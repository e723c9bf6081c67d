import type { z } from 'zod';
import type { AutoTrainPhase } from './auto-train-contract.ts';
import { autoTrainBatchSchema } from './auto-train-result.ts';

/** A batch in a list: what it was asked for and its running totals. */
export const autoTrainBatchSummarySchema = autoTrainBatchSchema
  .pick({
    id: true,
    run: true,
    seed: true,
    genres: true,
    num_examples: true,
    ensemble: true,
    counts: true,
    average_quality: true,
    cost: true,
  })
  .meta({ id: 'AutoTrainBatchSummary' });
export type AutoTrainBatchSummary = z.infer<typeof autoTrainBatchSummarySchema>;

/** The phase in which everything that was to be stored in memory has been. */
const afterStoring: AutoTrainPhase = 'finishing';

/**
 * Whether the examples are in memory: a batch that was asked to store them has done so when it comes to its last phase.
 * A batch that ends before has stored nothing.
 */
export function isStoredInMemory(storeInMemory: boolean, phase: string): boolean {
  return storeInMemory && phase === afterStoring;
}

/** Kept examples for each minute of work, to one decimal; null while none is kept. */
export function throughputPerMinute(accepted: number, workedSeconds: number): number | null {
  if (accepted === 0 || workedSeconds <= 0) return null;
  return Math.round((accepted / workedSeconds) * 600) / 10;
}
