import { createHash } from 'node:crypto';
import { attemptInMark } from '@understudy/domain/fine-tune/fine-tune-contract';
import { nameForChat } from '@understudy/domain/fine-tune/tuned-model-name';
import { readMetrics } from '@understudy/domain/fine-tune/polling/training-metrics';
import { z } from 'zod';
import { attemptKey } from '../find-own-job.ts';
import type { ProviderCheckpoint, ProviderEvent, ProviderJob } from './fine-tune-adapter.ts';

const moment = z.string().transform((text) => new Date(text));

/** A file as far as we read it. Older servers know of no check of its content. */
export const togetherFileSchema = z.looseObject({
  id: z.string(),
  filename: z.string(),
  bytes: z.number(),
  processing_status: z.string().nullish(),
  validation_report: z.unknown().optional(),
});

/** An event; it has no ID of its own. */
export const togetherEventSchema = z.looseObject({
  created_at: moment,
  level: z.string().nullish(),
  type: z.string(),
  message: z.string(),
  step: z.number().nullish(),
  total_steps: z.number().nullish(),
});

/** A job as far as we read it. */
export const togetherJobSchema = z.looseObject({
  id: z.string(),
  status: z.string(),
  suffix: z.string().nullish(),
  model_output_name: z.string().nullish(),
  token_count: z.number().nullish(),
  progress: z
    .looseObject({ estimate_available: z.boolean().nullish(), seconds_remaining: z.number().nullish() })
    .nullish(),
  events: z.array(togetherEventSchema).nullish(),
});

/** A checkpoint. The final one is the model. */
export const togetherCheckpointSchema = z.looseObject({
  checkpoint_type: z.string(),
  created_at: moment,
  path: z.string(),
  step: z.number(),
});

type TogetherJob = z.infer<typeof togetherJobSchema>;
type TogetherEvent = z.infer<typeof togetherEventSchema>;

/** A job in the adapters' common form. */
export function toProviderJob(job: TogetherJob, now: Date): ProviderJob {
  const isDone = job.status === 'completed';
  const remaining = job.progress?.estimate_available === true ? job.progress.seconds_remaining : null;
  const failure = (job.events ?? []).findLast(({ level, type }) => level === 'error' || type === 'job_error');
  return {
    id: job.id,
    status: job.status,
    fineTunedModel: isDone && job.model_output_name ? nameForChat('together', job.model_output_name) : null,
    trainedTokens: isDone && job.token_count ? job.token_count : null,
    estimatedFinish: typeof remaining === 'number' ? new Date(now.getTime() + remaining * 1_000) : null,
    error: failure === undefined ? null : { code: job.status, message: failure.message, param: null },
    resultFileIds: isDone ? [job.id] : [],
    metadata: null,
    suffix: markedName(job),
    news: (job.events ?? []).map(toProviderEvent),
  };
}

/** A job that was found by its mark, with the attempt that made it, which the mark says in place of metadata. */
export function withAttempt(job: ProviderJob, jobId: string): ProviderJob {
  const attempt = attemptInMark(jobId, job.suffix ?? '');
  return attempt === null ? job : { ...job, metadata: { [attemptKey]: String(attempt) } };
}

/** An event in the adapters' common form; it is told apart by what it says and when. */
export function toProviderEvent({ created_at: occurredAt, ...event }: TogetherEvent): ProviderEvent {
  const digest = createHash('sha256').update(`${occurredAt.toISOString()} ${event.type} ${event.message}`);
  const { step, total_steps: total } = event;
  const place = typeof step === 'number' && typeof total === 'number' ? `Step ${step} of ${total}: ` : '';
  return {
    id: `made-${digest.digest('hex').slice(0, 32)}`,
    occurredAt,
    level: event.level?.replace(/^legacy_i?/, '').replace('warning', 'warn') ?? 'info',
    type: 'message',
    message: `${place}${event.message}`,
    data: { type: event.type, ...(typeof step === 'number' ? { step } : {}) },
  };
}

/** The figures of a step as an event; null where there are none. They come without a time, so they are of now. */
export function toMetricsEvent(values: Readonly<Record<string, unknown>>, now: Date): ProviderEvent | null {
  const metrics = readMetrics(values);
  if (metrics === null) return null;
  const losses = [
    ...(metrics.train_loss === null ? [] : [`training loss ${metrics.train_loss.toFixed(4)}`]),
    ...(metrics.valid_loss === null ? [] : [`validation loss ${metrics.valid_loss.toFixed(4)}`]),
  ];
  return {
    id: `step-${String(metrics.step)}${metrics.train_loss === null ? '-validation' : ''}`,
    occurredAt: now,
    level: 'info',
    type: 'metrics',
    message: [`Step ${String(metrics.step)}`, losses.join(', ')].filter((part) => part !== '').join(': '),
    data: metrics,
  };
}

/** A checkpoint in the adapters' common form. Only the last one can be chatted with, as the model itself. */
export function toProviderCheckpoint(
  checkpoint: z.infer<typeof togetherCheckpointSchema>,
): ProviderCheckpoint {
  const { path: id, created_at: occurredAt, step } = checkpoint;
  return { id, occurredAt, step, model: null, metrics: {} };
}

/** What carries our mark: the suffix where the answer has it, and otherwise the model's name, which is made with it. */
const markedName = ({ suffix, model_output_name: name }: TogetherJob): string | null =>
  suffix || name || null;
