import { statusOf } from '../fine-tuning/job.ts';
import type { FineTuningJob } from '../fine-tuning/job.ts';
import { eventsOf } from '../fine-tuning/job-events.ts';
import type { JobEvent } from '../fine-tuning/job-events.ts';
import { tunedModelName } from '../fine-tuning/model-names.ts';
import { momentOf, progressAt } from '../fine-tuning/pace.ts';
import { modelPath } from './together-checkpoints.ts';

/** A job as Together shows it at a moment. */
export function toTogetherJob(job: FineTuningJob, now: number) {
  const { plan, request, details } = job;
  const status = togetherStatus(job, now);
  const end = momentOf(job.pace, plan.endsAt);
  const isTimed = status === 'running' && Number.isFinite(end);
  return {
    ...details,
    id: job.id,
    status,
    user_id: 'user-simulated',
    created_at: iso(job.createdAt),
    updated_at: iso(now),
    ...(progressAt(job.pace, now) >= plan.startsAt
      ? { started_at: iso(momentOf(job.pace, plan.startsAt)) }
      : {}),
    model: job.model,
    model_output_name: tunedModelName(job),
    model_output_path: status === 'completed' ? modelPath(job) : '',
    training_file: request.training_file,
    validation_file: request.validation_file ?? '',
    suffix: request.suffix ?? '',
    n_epochs: plan.training?.hyperparameters.n_epochs ?? job.asked.n_epochs,
    epochs_completed: status === 'completed' ? plan.training?.hyperparameters.n_epochs : 0,
    token_count: status === 'completed' ? plan.training?.trainedTokens : 0,
    progress: {
      estimate_available: isTimed,
      seconds_remaining: isTimed ? Math.ceil((end - now) / 1000) : 0,
    },
    events: togetherEvents(job, now),
  };
}

function togetherStatus(job: FineTuningJob, now: number) {
  const { plan, changes } = job;
  const status = statusOf(job, now);
  const progress = progressAt(job.pace, now);
  switch (status) {
    case 'validating_files':
      return 'pending';
    case 'succeeded':
      return 'completed';
    case 'failed':
      return 'error';
    case 'cancelled':
      return now < (changes.at(-1)?.effectiveAt ?? 0) ? 'cancel_requested' : 'cancelled';
    case 'running':
      if (progress < plan.lastStepAt) return 'running';
      return progress < (plan.lastStepAt + plan.endsAt) / 2 ? 'compressing' : 'uploading';
    default:
      return 'queued';
  }
}

/** Kinds of events that Together has for what OpenAI says in words. */
const eventTypes: readonly (readonly [RegExp, string])[] = [
  [/^Created/u, 'job_pending'],
  [/^Fine-tuning job started/u, 'training_start'],
  [/^Checkpoint/u, 'epoch_complete'],
  [/^New fine-tuned model/u, 'model_upload_complete'],
  [/successfully completed/u, 'job_complete'],
  [/cancelled$/u, 'cancel_requested'],
];

/** The events of a job, oldest first; single steps have none. */
export function togetherEvents(job: FineTuningJob, now: number) {
  return [...eventsOf(job, now)].reverse().flatMap((event) => toTogetherEvent(event) ?? []);
}

function toTogetherEvent({ message, level, created_at }: JobEvent) {
  const type = level === 'error' ? 'job_error' : eventTypes.find(([pattern]) => pattern.test(message))?.[1];
  if (type === undefined) return undefined;
  const step = /at step (\d+)$/u.exec(message)?.[1];
  return {
    object: 'fine-tune-event',
    created_at: iso(created_at * 1000),
    level: level === 'warn' ? 'warning' : level,
    message,
    type,
    ...(step === undefined ? {} : { step: Number(step) }),
  };
}

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
