import { z } from 'zod';
import { runSchema } from '../runs/run.ts';
import { ensembleMemberSchema } from './auto-train-request.ts';
import { genreSchema } from './genres.ts';
import { rejectionReasonSchema } from './rejection-reason.ts';
import { isReadyForFineTuning, trainingStats, trainingStatsSchema } from './training-stats.ts';

const genreDistributionSchema = z.partialRecord(genreSchema, z.int().min(0));
export type GenreDistribution = z.infer<typeof genreDistributionSchema>;

/** Body of `POST /auto-train` when the batch is done, with exactly the seed's fields; before that, the state so far. */
export const autoTrainResultSchema = z
  .object({
    total_requested: z.int().min(1),
    successful: z.int().min(0).describe('Examples that were kept'),
    failed: z.int().min(0).describe('Items that gave no example after all their attempts'),
    genre_distribution: genreDistributionSchema.describe('Kept examples by genre'),
    average_quality: z
      .number()
      .min(0)
      .max(10)
      .describe('Of the kept examples, to one decimal; 0 when there are none'),
    total_time: z.number().min(0).describe('Seconds, to one decimal'),
    stored_in_memory: z.boolean(),
    training_stats: trainingStatsSchema,
    ready_for_finetuning: z.boolean().describe('Whether the user has 50 unused examples'),
  })
  .meta({ id: 'AutoTrainResult' });
export type AutoTrainResult = z.infer<typeof autoTrainResultSchema>;

/** What a result is made of, as counted in the database. */
export type AutoTrainResultInput = {
  totalRequested: number;
  failed: number;
  genreDistribution: GenreDistribution;
  /** Mean quality score of the kept examples, 0 to 10; null when there are none. */
  averageQuality: number | null;
  elapsedSeconds: number;
  storedInMemory: boolean;
  /** Of the user, over all batches. */
  unusedExamples: number;
  customModelExists: boolean;
};

/** The seed's result body. `successful` is the sum over genres, so the two can never disagree. */
export function composeAutoTrainResult(input: AutoTrainResultInput): AutoTrainResult {
  return {
    total_requested: input.totalRequested,
    successful: Object.values(input.genreDistribution).reduce((sum, count) => sum + count, 0),
    failed: input.failed,
    genre_distribution: input.genreDistribution,
    average_quality: roundToTenth(input.averageQuality ?? 0),
    total_time: roundToTenth(input.elapsedSeconds),
    stored_in_memory: input.storedInMemory,
    training_stats: trainingStats(input.unusedExamples, input.customModelExists),
    ready_for_finetuning: isReadyForFineTuning(input.unusedExamples),
  };
}

/** Rounds to one decimal, as the seed shows quality and time. */
export function roundToTenth(value: number): number {
  return Math.round(value * 10) / 10;
}

/** What became of a batch's items: all but `rejected`, which counts attempts, add up to `num_examples`. */
export const autoTrainCountsSchema = z
  .object({
    accepted: z.int().min(0).describe('Items with a kept example'),
    rejected: z.int().min(0).describe('Attempts that gave no example, replaced ones included'),
    failed: z.int().min(0).describe('Items given up after all their attempts'),
    in_flight: z
      .int()
      .min(0)
      .describe(
        'Items in work: money is set aside for their calls, which are under way, wait for a place among the calls at ' +
          'the same time, or are being stored. Up to four times the concurrency, so that no place stays empty',
      ),
    remaining: z.int().min(0).describe('Items not begun'),
  })
  .meta({ id: 'AutoTrainCounts' });
export type AutoTrainCounts = z.infer<typeof autoTrainCountsSchema>;

/** A batch as the API and the live page show it. */
export const autoTrainBatchSchema = z
  .object({
    id: z.uuid(),
    run: runSchema,
    seed: z.int().min(0).describe('The recorded seed number; the same seed plans the same items'),
    genres: z.array(genreSchema).min(1),
    num_examples: z.int().min(1),
    ensemble: z.array(ensembleMemberSchema).min(1),
    judge_model: z.string().nullable().describe('The model that scores each story; null for none'),
    concurrency: z.int().min(1).describe('Provider calls at the same time at most'),
    store_in_memory: z
      .boolean()
      .describe('Whether the examples are to be stored in memory; `result` says whether they are'),
    counts: autoTrainCountsSchema,
    rejected_by_reason: z.partialRecord(rejectionReasonSchema, z.int().min(0)),
    genre_distribution: genreDistributionSchema,
    average_quality: z.number().min(0).max(10),
    cost: z.object({
      spent_usd: z.number().min(0),
      reserved_usd: z.number().min(0).describe('Set aside for the calls of items in work'),
      max_cost_usd: z.number().positive().nullable(),
      tokens: z.int().min(0).describe('Prompt and answer together'),
      max_tokens: z.int().min(1).nullable(),
      price_date: z.iso.date().describe('The day of the prices that were used'),
    }),
    throughput_per_minute: z.number().min(0).nullable().describe('Kept examples; null while unknown'),
    result: autoTrainResultSchema,
  })
  .meta({ id: 'AutoTrainBatch' });
export type AutoTrainBatch = z.infer<typeof autoTrainBatchSchema>;
