import { errorOf, statusOf } from '../fine-tuning/job.ts';
import type { FineTuningJob } from '../fine-tuning/job.ts';
import { tunedModelName } from '../fine-tuning/model-names.ts';
import { momentOf, progressAt } from '../fine-tuning/pace.ts';

/** A job as Fireworks shows it at a moment. */
export function toFireworksJob(job: FineTuningJob, now: number, collection: string, account: string) {
  const { plan, details } = job;
  const state = stateOf(job, now);
  const error = errorOf(job, now);
  return {
    ...details,
    name: `accounts/${account}/${collection}/${job.id}`,
    createTime: iso(job.createdAt),
    updateTime: iso(now),
    ...(state === 'JOB_STATE_COMPLETED' ? { completedTime: iso(momentOf(job.pace, plan.endsAt)) } : {}),
    state,
    status:
      error === undefined
        ? { code: 'OK', message: '' }
        : { code: 'INVALID_ARGUMENT', message: error.message },
    outputModel: tunedModelName(job),
    jobProgress: progressOf(job, now),
  };
}

function stateOf(job: FineTuningJob, now: number): string {
  const { plan, changes } = job;
  switch (statusOf(job, now)) {
    case 'validating_files':
      return 'JOB_STATE_VALIDATING';
    case 'queued':
      return 'JOB_STATE_PENDING';
    case 'running':
      return progressAt(job.pace, now) < plan.lastStepAt ? 'JOB_STATE_RUNNING' : 'JOB_STATE_WRITING_RESULTS';
    case 'succeeded':
      return 'JOB_STATE_COMPLETED';
    case 'failed':
      return 'JOB_STATE_FAILED';
    case 'cancelled':
      return now < (changes.at(-1)?.effectiveAt ?? 0) ? 'JOB_STATE_CANCELLING' : 'JOB_STATE_CANCELLED';
    default:
      return 'JOB_STATE_PAUSED';
  }
}

function progressOf(job: FineTuningJob, now: number) {
  const { plan } = job;
  const share = (progressAt(job.pace, now) - plan.startsAt) / (plan.endsAt - plan.startsAt);
  const done = Math.min(1, Math.max(0, share));
  const epochs = plan.training?.hyperparameters.n_epochs ?? 1;
  return { percent: Math.floor(done * 100), epoch: Math.min(epochs - 1, Math.floor(done * epochs)) };
}

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
