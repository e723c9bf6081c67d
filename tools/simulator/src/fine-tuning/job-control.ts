import type { JobError } from './check-training-file.ts';
import { continueJob, isTerminal, statusOf, stopJob } from './job.ts';
import type { FineTuningJob } from './job.ts';
import { changeRate } from './pace.ts';
import type { FineTuningSettings } from './settings.ts';

/** Simulated seconds until a job that is asked to pause has finished what it is at. */
const pausingTime = 5;

/** Lets a job come to a halt soon. */
export function pauseJob(job: FineTuningJob, now: number, settings: FineTuningSettings): void {
  stopJob(job, { kind: 'paused', at: now, effectiveAt: now + realMs(pausingTime, settings) });
}

/** Puts a paused job into the queue again, and lets it go on from where it was. */
export function resumeJob(job: FineTuningJob, now: number, settings: FineTuningSettings): void {
  const effectiveAt = now + realMs(settings.queued_s, settings);
  continueJob(job, { kind: 'resumed', at: now, effectiveAt }, settings.speed);
}

/** Ends a job at once. */
export const cancelJob = (job: FineTuningJob, now: number): void =>
  stopJob(job, { kind: 'cancelled', at: now, effectiveAt: now });

/** Ends a job as soon as it has finished what it is at. */
export const cancelSoon = (job: FineTuningJob, now: number, settings: FineTuningSettings): void =>
  stopJob(job, { kind: 'cancelled', at: now, effectiveAt: now + realMs(pausingTime, settings) });

/** Lets a job fail at once. */
export const failJob = (job: FineTuningJob, now: number, error: JobError): void =>
  stopJob(job, { kind: 'failed', at: now, effectiveAt: now, error });

/** Lets time pass at another speed for a job, unless it is paused or done. */
export function changeSpeed(job: FineTuningJob, now: number, speed: number): void {
  const last = job.changes.at(-1);
  if (last?.kind === 'paused' || isTerminal(statusOf(job, now))) return;
  job.pace = changeRate(job.pace, Math.max(now, last?.effectiveAt ?? now), speed);
}

/** Real milliseconds that simulated seconds take; none when time stands still. */
const realMs = (seconds: number, { speed }: FineTuningSettings): number =>
  speed === 0 ? 0 : (seconds / speed) * 1000;
