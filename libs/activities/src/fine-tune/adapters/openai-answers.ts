import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ProviderCheckpoint, ProviderEvent, ProviderJob } from './fine-tune-adapter.ts';

/** Seconds since 1970, as all of OpenAI's times. */
const moment = z.number().transform((seconds) => new Date(seconds * 1_000));

/** A job as far as we read it. The type of the official client lacks statuses that occur, so status is any text. */
export const openAIJobSchema = z.looseObject({
  id: z.string(),
  status: z.string(),
  fine_tuned_model: z.string().nullish(),
  trained_tokens: z.number().nullish(),
  estimated_finish: moment.nullish(),
  // Null, an object, or an empty object.
  error: z
    .looseObject({ code: z.string().nullish(), message: z.string().nullish(), param: z.string().nullish() })
    .nullish(),
  result_files: z.array(z.string()).nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
  user_provided_suffix: z.string().nullish(),
});

/** An event; older servers give no ID. */
export const openAIEventSchema = z.looseObject({
  id: z.string().nullish(),
  created_at: moment,
  level: z.string(),
  message: z.string(),
  type: z.string().nullish(),
  data: z.unknown(),
});

/** A checkpoint. */
export const openAICheckpointSchema = z.looseObject({
  id: z.string(),
  created_at: moment,
  step_number: z.number().int(),
  fine_tuned_model_checkpoint: z.string().nullish(),
  metrics: z.record(z.string(), z.unknown()),
});

/** A job in the adapters' common form. */
export function toProviderJob(job: z.infer<typeof openAIJobSchema>): ProviderJob {
  const { error } = job;
  return {
    id: job.id,
    status: job.status,
    fineTunedModel: job.fine_tuned_model ?? null,
    trainedTokens: job.trained_tokens ?? null,
    estimatedFinish: job.estimated_finish ?? null,
    error:
      typeof error?.message === 'string'
        ? { code: error.code ?? null, message: error.message, param: error.param ?? null }
        : null,
    resultFileIds: job.result_files ?? [],
    metadata: job.metadata ?? null,
    suffix: job.user_provided_suffix ?? null,
  };
}

/** An event in the adapters' common form; one without an ID is told apart by what it says and when. */
export function toProviderEvent(event: z.infer<typeof openAIEventSchema>): ProviderEvent {
  const { created_at: occurredAt, level, message } = event;
  const made = createHash('sha256').update(`${String(occurredAt.getTime())} ${level} ${message}`);
  return {
    id: event.id ?? `made-${made.digest('hex').slice(0, 32)}`,
    occurredAt,
    level,
    type: event.type ?? 'message',
    message,
    data: event.data ?? null,
  };
}

/** A checkpoint in the adapters' common form. */
export function toProviderCheckpoint(checkpoint: z.infer<typeof openAICheckpointSchema>): ProviderCheckpoint {
  return {
    id: checkpoint.id,
    occurredAt: checkpoint.created_at,
    step: checkpoint.step_number,
    model: checkpoint.fine_tuned_model_checkpoint ?? null,
    metrics: checkpoint.metrics,
  };
}
