import type { AutoTrainResult } from '@understudy/domain/auto-train/auto-train-result';
import type { Sql } from 'postgres';
import { expect } from 'vitest';
import { z } from 'zod';

const rowSchema = z.object({
  total_requested: z.int(),
  successful: z.int(),
  failed: z.int(),
  genre_distribution: z.record(z.string(), z.int()),
  mean_quality: z.number().nullable(),
  worked_seconds: z.number(),
  stored_in_memory: z.boolean(),
  unused: z.int(),
  custom_model_exists: z.boolean(),
});

/** Seconds by which clocks of rows and of the run may differ, beside rounding to a tenth. */
const clockTolerance = 0.35;

/**
 * Compares every field of the seed's body with the database, read by its owner in SQL of this file's own: examples are
 * counted where they lie, the time is that between the events of the run while it was running, and a batch is in memory
 * when each of its examples has a vector.
 */
export async function expectTrueResult(owner: Sql, batchId: string, result: AutoTrainResult): Promise<void> {
  const [found] = await owner`
    select
      num_examples as total_requested,
      (select count(*)::int from avatar_training_examples where batch_id = batch.id) as successful,
      (select count(*)::int from auto_train_items where batch_id = batch.id and status = 'failed') as failed,
      (select coalesce(json_object_agg(genre, examples), '{}') from (
        select genre, count(*)::int as examples from avatar_training_examples where batch_id = batch.id group by genre
      ) as by_genre) as genre_distribution,
      (select avg(quality_score)::float8 from auto_train_items
        where batch_id = batch.id and status = 'accepted') as mean_quality,
      (select coalesce(sum(extract(epoch from until - created_at)), 0)::float8 from (
        select status, created_at, lead(created_at) over (order by sequence) as until
        from run_events where run_id = batch.run_id
      ) as spans where status = 'running') as worked_seconds,
      exists (select from avatar_training_examples where batch_id = batch.id) and not exists (
        select from avatar_training_examples as example where batch_id = batch.id and not exists (
          select from knowledge_chunks where example_id = example.id and embedding is not null
        )
      ) as stored_in_memory,
      (select count(*)::int from avatar_training_examples where user_id = batch.user_id
        and source = 'auto_train' and not used_in_training) as unused,
      exists (select from avatar_profiles where user_id = batch.user_id
        and active_fine_tuned_model is not null) as custom_model_exists
    from auto_train_batches as batch where id = ${batchId}
  `;
  const row = rowSchema.parse(found);
  const { average_quality, total_time, ...exact } = result;
  expect(exact).toEqual({
    total_requested: row.total_requested,
    successful: row.successful,
    failed: row.failed,
    genre_distribution: row.genre_distribution,
    stored_in_memory: row.stored_in_memory,
    training_stats: {
      training_examples: row.unused,
      examples_until_next_training: Math.max(0, 50 - row.unused),
      custom_model_exists: row.custom_model_exists,
    },
    ready_for_finetuning: row.unused >= 50,
  });
  expect(Math.abs(average_quality - (row.mean_quality ?? 0))).toBeLessThanOrEqual(0.05 + 1e-9);
  expect(average_quality * 10).toBeCloseTo(Math.round(average_quality * 10), 9);
  expect(Math.abs(total_time - row.worked_seconds)).toBeLessThanOrEqual(clockTolerance);
}
