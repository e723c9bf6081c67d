import { z } from 'zod';

/** A batch that every system is given alike. JSON, since it goes to processes of their own. */
export const batchShapeSchema = z.object({
  /** Names the batch; part of the unique key of its rows. */
  batchId: z.uuid(),
  numExamples: z.int().min(1),
  /** Provider calls at the same time. */
  concurrency: z.int().min(1),
  /** Another one for each batch, so that no two batches make the same calls. */
  seed: z.int().min(0),
});
export type BatchShape = z.infer<typeof batchShapeSchema>;

/** The model that all single calls go to. */
export const benchModel = 'gpt-5.4-mini';

let lastSeed = Date.now() % 1_000_000_000;

/** A batch of this size that no other is like. */
export function newBatch(numExamples: number, concurrency: number): BatchShape {
  lastSeed += 1;
  return { batchId: crypto.randomUUID(), numExamples, concurrency, seed: lastSeed };
}

/** The limit of every batch: milliseconds that its calls take when all places are always taken. */
export function idealMs(calls: number, latencyMs: number, concurrency: number): number {
  return (calls * latencyMs) / concurrency;
}
