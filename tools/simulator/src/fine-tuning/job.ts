import type { JobError } from './check-training-file.ts';
import type { JobDialect } from './dialect.ts';
import type { JobPlan, TrainingPlan } from './job-plan.ts';
import type { JobRequest, RequestedHyperparameters } from './job-request.ts';
import { changeRate, momentOf, progressAt } from './pace.ts';
import type { Pace } from './pace.ts';
import type { TuningMethod } from './tunable-models.ts';

/** What somebody did to a job, and from when on (milliseconds since the epoch) it has its effect. */
export interface JobChange {
  readonly kind: 'paused' | 'resumed' | 'cancelled' | 'failed';
  readonly at: number;
  readonly effectiveAt: number;
  readonly error?: JobError | undefined;
}

/** A fine-tuning job: what was asked, what will happen, and how fast time passes for it. */
export interface FineTuningJob {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** The model as the service resolved its name: a snapshot, or a tuned model. */
  readonly model: string;
  readonly method: TuningMethod;
  readonly asked: RequestedHyperparameters;
  readonly seed: number;
  readonly request: JobRequest;
  readonly plan: JobPlan;
  readonly dialect: JobDialect;
  /** The request as it was made, where the provider repeats what the simulator does not need. */
  readonly details: Readonly<Record<string, unknown>>;
  pace: Pace;
  changes: readonly JobChange[];
}

/** Statuses that a job can have; the service shows `pausing` and `paused` though its client's type lacks them. */
export type JobStatus =
  'validating_files' | 'queued' | 'running' | 'pausing' | 'paused' | 'succeeded' | 'failed' | 'cancelled';

/** The status of a job at a moment. */
export function statusOf(job: FineTuningJob, now: number): JobStatus {
  const { plan, pace, changes } = job;
  const progress = progressAt(pace, now);
  const last = changes.at(-1);
  if (last?.kind === 'cancelled' || last?.kind === 'failed') return last.kind;
  if (plan.failure !== undefined && progress >= plan.failure.at) return 'failed';
  if (progress >= plan.endsAt) return 'succeeded';
  if (last?.kind === 'paused') return now < last.effectiveAt ? 'pausing' : 'paused';
  if (last?.kind === 'resumed' && now < last.effectiveAt) return 'queued';
  if (progress < plan.validatedAt) return 'validating_files';
  return progress < plan.startsAt ? 'queued' : 'running';
}

/** Whether nothing more will happen to a job. */
export const isTerminal = (status: JobStatus): boolean =>
  status === 'succeeded' || status === 'failed' || status === 'cancelled';

/** Why a job failed; undefined when it did not. */
export function errorOf(job: FineTuningJob, now: number): JobError | undefined {
  if (statusOf(job, now) !== 'failed') return undefined;
  return job.changes.at(-1)?.error ?? job.plan.failure?.error;
}

/** Steps that a job has done. */
export function stepsDone(job: FineTuningJob, now: number): number {
  const { plan } = job;
  const { training } = plan;
  if (training === undefined) return 0;
  const progress = Math.min(progressAt(job.pace, now), plan.failure?.at ?? Number.POSITIVE_INFINITY);
  if (progress >= plan.lastStepAt) return training.steps;
  const share = (progress - plan.startsAt) / (plan.lastStepAt - plan.startsAt);
  return Math.max(0, Math.floor(share * training.steps));
}

/** When a step is done, in simulated seconds since the start of the job. */
export const stepAt = (plan: JobPlan, training: TrainingPlan, step: number): number =>
  plan.startsAt + ((plan.lastStepAt - plan.startsAt) * step) / training.steps;

/** Seconds since the epoch at which a job reaches a point of its plan, as the API writes times. */
export const secondsAt = (job: FineTuningJob, progress: number): number =>
  Math.floor(momentOf(job.pace, progress) / 1000);

/** Stops time for a job from a moment on, and notes why. */
export function stopJob(job: FineTuningJob, change: JobChange): void {
  job.pace = changeRate(job.pace, change.effectiveAt, 0);
  job.changes = [...job.changes, change];
}

/** Lets time pass for a job again. */
export function continueJob(job: FineTuningJob, change: JobChange, rate: number): void {
  job.pace = changeRate(job.pace, change.effectiveAt, rate);
  job.changes = [...job.changes, change];
}
