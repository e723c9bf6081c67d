import { z } from 'zod';

/** One event of a training, much as OpenAI's job API has them: sentences, and metrics of a step. */
export const loraEventSchema = z.object({
  /** Stays the same when a step is trained again after a crash, so that a reader can drop what it has already. */
  id: z.string(),
  /** Unix time in seconds, with its milliseconds: by it events are put in order. */
  created_at: z.number(),
  level: z.enum(['info', 'warn', 'error']),
  type: z.enum(['message', 'metrics']),
  message: z.string(),
  /** Of metrics; empty for a message. */
  data: z
    .object({
      step: z.int(),
      total_steps: z.int(),
      train_loss: z.number().nullable(),
      valid_loss: z.number().nullable(),
      epoch: z.number(),
      learning_rate: z.number().nullable(),
    })
    .partial(),
});
export type LoraEvent = z.infer<typeof loraEventSchema>;

/** What is in one object of events. */
export const loraEventBatchSchema = z.object({ events: z.array(loraEventSchema) });

/**
 * Key of the nth object of events, from 1. They are numbered without a gap and never change, so a reader asks for the
 * one after the last it has read, until there is none.
 */
export function loraEventsKey(outputPrefix: string, number: number): string {
  return `${outputPrefix}/events/${String(number).padStart(6, '0')}.json`;
}
