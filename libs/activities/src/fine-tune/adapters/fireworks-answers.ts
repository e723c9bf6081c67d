import { attemptInMark } from '@understudy/domain/fine-tune/fine-tune-contract';
import { nameForChat } from '@understudy/domain/fine-tune/tuned-model-name';
import { z } from 'zod';
import { attemptKey } from '../find-own-job.ts';
import type { ProviderEvent, ProviderJob } from './fine-tune-adapter.ts';

const moment = z.string().transform((text) => new Date(text));

/** A data set as far as we read it. It is READY once its file is there and was checked. */
export const fireworksDatasetSchema = z.looseObject({
  name: z.string(),
  state: z.string().nullish(),
  status: z.looseObject({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
});

/** A job as far as we read it; of preference jobs, what they share with supervised ones. */
export const fireworksJobSchema = z.looseObject({
  name: z.string(),
  displayName: z.string().nullish(),
  state: z.string(),
  status: z.looseObject({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
  createTime: moment.nullish(),
  updateTime: moment.nullish(),
  outputModel: z.string().nullish(),
  trainingConfig: z.looseObject({ outputModel: z.string().nullish() }).nullish(),
  jobProgress: z.looseObject({ percent: z.number().nullish(), epoch: z.number().nullish() }).nullish(),
});

type FireworksJob = z.infer<typeof fireworksJobSchema>;

/** A job in the adapters' common form. Its last part of the name was chosen by us, and says whose it is. */
export function toProviderJob(job: FireworksJob, now: Date): ProviderJob {
  const model = job.outputModel ?? job.trainingConfig?.outputModel ?? null;
  const message = job.status?.message ?? '';
  return {
    id: job.name,
    status: job.state,
    fineTunedModel:
      isDone(job.state) && model !== null && model !== '' ? nameForChat('fireworks', model) : null,
    trainedTokens: null,
    estimatedFinish: null,
    error: message === '' ? null : { code: job.status?.code ?? null, message, param: null },
    resultFileIds: [],
    metadata: null,
    suffix: job.name.split('/').at(-1) ?? job.name,
    news: toProviderEvents(job, now),
  };
}

/** A job that was found by its name, with the attempt that made it, which the name says in place of metadata. */
export function withAttempt(job: ProviderJob, jobId: string): ProviderJob {
  const attempt = attemptInMark(jobId, job.suffix ?? '');
  return attempt === null ? job : { ...job, metadata: { [attemptKey]: String(attempt) } };
}

const words: Readonly<Record<string, string>> = {
  JOB_STATE_VALIDATING: 'The data set is being checked.',
  JOB_STATE_PENDING: 'Waiting for a machine.',
  JOB_STATE_RUNNING: 'Training has begun.',
  JOB_STATE_WRITING_RESULTS: 'Training has ended; the model is being stored.',
  JOB_STATE_COMPLETED: 'The job has completed.',
  JOB_STATE_EARLY_STOPPED: 'The job has completed early: it did not get better.',
  JOB_STATE_FAILED: 'The job has failed.',
  JOB_STATE_CANCELLED: 'The job was cancelled.',
};

/**
 * Fireworks keeps no events: what there is to tell is the state and the share that is done, each told once. Percent count
 * as steps of a hundred, which is how far the page shows the training to be.
 */
export function toProviderEvents(
  { state, updateTime, jobProgress }: FireworksJob,
  now: Date,
): ProviderEvent[] {
  const shared = { occurredAt: updateTime ?? now, level: state === 'JOB_STATE_FAILED' ? 'error' : 'info' };
  const message =
    words[state] ??
    state
      .replace(/^JOB_STATE_/, '')
      .replaceAll('_', ' ')
      .toLowerCase();
  const events: ProviderEvent[] = [
    { ...shared, id: `state-${state}`, type: 'message', message, data: { state } },
  ];
  const percent = jobProgress?.percent ?? 0;
  if (percent > 0 && !isDone(state)) {
    const epoch = jobProgress?.epoch ?? null;
    const said = epoch === null ? '' : `, pass ${String(epoch + 1)}`;
    events.push({
      ...shared,
      id: `percent-${String(percent)}`,
      type: 'message',
      message: `Step ${String(percent)} of 100 of the training${said}.`,
      data: { percent, epoch },
    });
  }
  return events;
}

const isDone = (state: string): boolean =>
  state === 'JOB_STATE_COMPLETED' || state === 'JOB_STATE_EARLY_STOPPED';
