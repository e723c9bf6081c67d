import { createReadStream, openAsBlob } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { epochsOf } from '@understudy/domain/fine-tune/cost/default-epochs';
import { carriesJobMark } from '@understudy/domain/fine-tune/fine-tune-contract';
import { z } from 'zod';
import type { FileForProvider, FineTuneAdapter, ProviderJobRequest } from './fine-tune-adapter.ts';
import {
  fireworksDatasetSchema,
  fireworksJobSchema,
  toProviderEvents,
  toProviderJob,
  withAttempt,
} from './fireworks-answers.ts';
import { createProviderHttp, unlessRefused, type TuningProviderSettings } from './provider-http.ts';
import { refusePausing } from './refuse-pausing.ts';

/** How to reach Fireworks: everything belongs to an account. */
export type FireworksSettings = TuningProviderSettings & { accountId: string };

const collections = { supervised: 'supervisedFineTuningJobs', dpo: 'dpoJobs' } as const;
const jobsSchema = z.looseObject({
  supervisedFineTuningJobs: z.array(fireworksJobSchema).default([]),
  dpoJobs: z.array(fireworksJobSchema).default([]),
  nextPageToken: z.string().nullish(),
});
const anything = z.unknown();
const about = 'fine-tuning';

/** The newest jobs that are looked through for one whose creation was not written down: so many pages of 200. */
const mostPages = 3;

/**
 * Fireworks' REST API (gateway 3.0; it has no client for Node). Data sets and jobs have names of our choice, made of our
 * job's ID, so a second creation is refused there: that is what keeps a paid job from being made twice.
 */
export function createFireworksAdapter(settings: FireworksSettings): FineTuneAdapter {
  const ask = createProviderHttp('fireworks', settings);
  const account = `accounts/${settings.accountId}`;
  const retrieve = async (id: string, signal: AbortSignal) =>
    await ask(fireworksJobSchema, { path: `/v1/${id}`, about, signal });
  const datasetPath = (id: string) => `/v1/${account}/datasets/${id}`;
  const dataset = (id: string, signal: AbortSignal) =>
    unlessRefused(
      () => ask(fireworksDatasetSchema, { path: datasetPath(id), about: 'data sets', signal }),
      404,
    );
  return {
    provider: 'fireworks',
    simulated: settings.simulated,
    async findFile({ fileName }, signal) {
      const id = datasetIdOf(fileName);
      return (await dataset(id, signal))?.state === 'READY' ? id : null;
    },
    async upload(file, signal) {
      const id = datasetIdOf(file.fileName);
      const record = { datasetId: id, dataset: { userUploaded: {}, exampleCount: await linesOf(file.path) } };
      const call = { method: 'POST', about: 'data sets', signal } as const;
      // A record without its file is left by an upload that was cut off; the file is put into it.
      await unlessRefused(
        () => ask(anything, { ...call, path: `/v1/${account}/datasets`, body: record }),
        409,
      );
      const form = new FormData();
      form.set('file', await openAsBlob(file.path), file.fileName);
      await ask(anything, { ...call, path: `${datasetPath(id)}:upload`, body: form });
      await untilChecked(file, () => dataset(id, signal), signal);
      return id;
    },
    async deleteFile(id, signal) {
      const call = { method: 'DELETE', path: datasetPath(id), about: 'data sets', signal } as const;
      await unlessRefused(() => ask(anything, call), 404);
    },
    async findJobs(jobId, signal) {
      const found = [];
      for (const collection of Object.values(collections)) {
        let token = '';
        for (let page = 0; page < mostPages; page += 1) {
          const next = token === '' ? '' : `&pageToken=${encodeURIComponent(token)}`;
          const path = `/v1/${account}/${collection}?pageSize=200${next}`;
          const { nextPageToken, ...jobs } = await ask(jobsSchema, { path, about, signal });
          found.push(...jobs[collection].map((job) => withAttempt(toProviderJob(job, new Date()), jobId)));
          token = nextPageToken ?? '';
          if (token === '') break;
        }
      }
      return found.filter(({ suffix }) => carriesJobMark(jobId, { suffix }));
    },
    async create(request, signal) {
      const { method, baseModel } = request;
      const collection = collections[method];
      const id = nameOf(request.suffix);
      const parameter = method === 'dpo' ? 'dpoJobId' : 'supervisedFineTuningJobId';
      const path = `/v1/${account}/${collection}?${parameter}=${id}`;
      const call = {
        method: 'POST',
        path,
        body: bodyOf(request, account),
        about: baseModel,
        signal,
      } as const;
      const created =
        (await unlessRefused(() => ask(fireworksJobSchema, call), 409)) ??
        (await retrieve(`${account}/${collection}/${id}`, signal));
      return toProviderJob(created, new Date());
    },
    retrieve: async (id, signal) => toProviderJob(await retrieve(id, signal), new Date()),
    async events(id, known, signal) {
      const events = toProviderEvents(await retrieve(id, signal), new Date());
      return events.filter((event) => !known.has(event.id));
    },
    checkpoints: () => Promise.resolve([]),
    resultText: () => Promise.resolve(null),
    async cancel(id, signal) {
      const call = { method: 'POST', path: `/v1/${id}:cancel`, body: {}, about, signal } as const;
      // A job that has ended meanwhile is refused; the next look at it says how it ended.
      await unlessRefused(() => ask(anything, call), 400, 409);
    },
    pause: () => refusePausing('fireworks'),
    resume: () => refusePausing('fireworks'),
    shutdownDate: () => Promise.resolve(null),
  };
}

/** Names there are of lower-case letters, digits and dashes, begin with a letter and have 63 characters at most. */
function nameOf(text: string): string {
  const slug = text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return /^[a-z]/.test(slug) && slug.length <= 63 ? slug : `u-${slug.slice(-61).replace(/^-+/, '')}`;
}

const datasetIdOf = (fileName: string): string => nameOf(fileName.replace(/\.jsonl$/, ''));

/** Fireworks' own default, by which our multiplier multiplies. */
const usualLearningRate = 1e-4;

function bodyOf(request: ProviderJobRequest, account: string): object {
  const { hyperparameters, validationFileId, trainingFileId, suffix } = request;
  const { learning_rate_multiplier: multiplier, lora_rank: rank, max_length: length } = hyperparameters;
  const training = {
    baseModel: request.baseModel,
    outputModel: `${account}/models/${nameOf(suffix)}`,
    epochs: epochsOf(hyperparameters, request.trainingRows),
    ...(multiplier === 'auto' ? {} : { learningRate: usualLearningRate * multiplier }),
    ...(rank === undefined ? {} : { loraRank: rank }),
    ...(length === undefined ? {} : { maxContextLength: length }),
  };
  const data = { displayName: suffix, dataset: `${account}/datasets/${trainingFileId}` };
  if (request.method === 'dpo') return { ...data, trainingConfig: training };
  const evaluation =
    validationFileId === null ? {} : { evaluationDataset: `${account}/datasets/${validationFileId}` };
  return { ...data, ...evaluation, ...training };
}

/** Seconds that the check of an uploaded data set is waited for; a job waits for one that is still being checked. */
const checkSeconds = 60;

async function untilChecked(
  { fileName }: FileForProvider,
  look: () => Promise<z.infer<typeof fireworksDatasetSchema> | null>,
  signal: AbortSignal,
): Promise<void> {
  for (let second = 0; second < checkSeconds; second += 1) {
    const found = await look();
    if (found?.state === 'READY') return;
    const { code, message } = found?.status ?? {};
    if (code !== undefined && code !== null && code !== 'OK' && message) {
      throw new UnderstudyError(
        'provider_request_rejected',
        `Fireworks does not take ${fileName}. It says: ${message}`,
      );
    }
    await wait(1_000, undefined, { signal });
  }
}

/** Lines of a file, which the record of a data set has to say; read piece by piece. */
async function linesOf(path: string): Promise<string> {
  let lines = 0;
  for await (const piece of createReadStream(path)) {
    for (const byte of z.instanceof(Uint8Array).parse(piece)) if (byte === 10) lines += 1;
  }
  return String(lines);
}
