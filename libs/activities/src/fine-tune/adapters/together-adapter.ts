import { openAsBlob } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { epochsOf } from '@understudy/domain/fine-tune/cost/default-epochs';
import { carriesJobMark } from '@understudy/domain/fine-tune/fine-tune-contract';
import { readMetrics } from '@understudy/domain/fine-tune/polling/training-metrics';
import type Together from 'together-ai';
import { z } from 'zod';
import type { FileForProvider, FineTuneAdapter, ProviderJobRequest } from './fine-tune-adapter.ts';
import {
  createProviderHttp,
  unlessRefused,
  type ProviderHttp,
  type TuningProviderSettings,
} from './provider-http.ts';
import { refusePausing } from './refuse-pausing.ts';
import {
  toMetricsEvent,
  toProviderCheckpoint,
  toProviderJob,
  toProviderEvent,
  togetherCheckpointSchema,
  togetherEventSchema,
  togetherFileSchema,
  togetherJobSchema,
  withAttempt,
} from './together-answers.ts';

const filesSchema = z.looseObject({ data: z.array(togetherFileSchema) });
const jobsSchema = z.looseObject({ data: z.array(togetherJobSchema) });
const eventsSchema = z.looseObject({ data: z.array(togetherEventSchema) });
const checkpointsSchema = z.looseObject({ data: z.array(togetherCheckpointSchema) });
const metricsSchema = z.looseObject({ metrics: z.array(z.record(z.string(), z.unknown())).nullish() });
const anything = z.unknown();

/**
 * Together's fine-tuning API (its client `together-ai` 0.52 for the shapes). Its client is not used for the calls: its
 * uploads go to a fixed address. A job has no metadata, so it is found again by the suffix of its model's name.
 */
export function createTogetherAdapter(settings: TuningProviderSettings): FineTuneAdapter {
  const ask = createProviderHttp('together', settings);
  const about = 'fine-tuning';
  return {
    provider: 'together',
    simulated: settings.simulated,
    async findFile({ fileName, sizeBytes }, signal) {
      const { data } = await ask(filesSchema, { path: '/files', about: 'files', signal });
      return data.find(({ filename, bytes }) => filename === fileName && bytes === sizeBytes)?.id ?? null;
    },
    upload: (file, signal) => upload(ask, file, signal),
    async deleteFile(id, signal) {
      const path = `/files/${encodeURIComponent(id)}`;
      await unlessRefused(() => ask(anything, { method: 'DELETE', path, about: 'files', signal }), 404);
    },
    async findJobs(jobId, signal) {
      const { data } = await ask(jobsSchema, { path: '/fine-tunes', about, signal });
      return data
        .map((job) => withAttempt(toProviderJob(job, new Date()), jobId))
        .filter(({ suffix }) => carriesJobMark(jobId, { suffix }));
    },
    async create(request, signal) {
      const call = { method: 'POST', path: '/fine-tunes', body: bodyOf(request), signal } as const;
      const created = await ask(togetherJobSchema, { ...call, about: request.baseModel });
      return toProviderJob(created, new Date());
    },
    // The figures of a running job come with it: events are of words alone, and are asked for between.
    async retrieve(id, signal) {
      const job = await ask(togetherJobSchema, { path: jobPath(id), about, signal });
      const found = toProviderJob(job, new Date());
      if (!trainingStatuses.has(job.status)) return found;
      const figures = (await metricsOf(ask, id, signal)).map((values) => toMetricsEvent(values, new Date()));
      return { ...found, news: [...(found.news ?? []), ...figures.filter((event) => event !== null)] };
    },
    async events(id, known, signal) {
      const { data } = await ask(eventsSchema, { path: `${jobPath(id)}/events`, about, signal });
      return data.map(toProviderEvent).filter((event) => !known.has(event.id));
    },
    async checkpoints(id, signal) {
      const path = `${jobPath(id)}/checkpoints`;
      const { data } = await ask(checkpointsSchema, { path, about, signal });
      return data.map(toProviderCheckpoint);
    },
    resultText: async ({ id }, signal) => csvOf(await metricsOf(ask, id, signal)),
    async cancel(id, signal) {
      const call = { method: 'POST', path: `${jobPath(id)}/cancel`, about, signal } as const;
      // A job that has ended meanwhile is refused; the next look at it says how it ended.
      await unlessRefused(() => ask(anything, call), 400, 409);
    },
    pause: () => refusePausing('together'),
    resume: () => refusePausing('together'),
    shutdownDate: () => Promise.resolve(null),
  };
}

const trainingStatuses: ReadonlySet<string> = new Set(['running', 'compressing', 'uploading', 'completed']);

const jobPath = (id: string): string => `/fine-tunes/${encodeURIComponent(id)}`;

/** Seconds that the check of an uploaded file is waited for; a job with a file that is still being checked waits itself. */
const checkSeconds = 60;

/** In one request with a form: unlike the way by a signed address, it leaves nothing half made when it is cut off. */
async function upload(ask: ProviderHttp, file: FileForProvider, signal: AbortSignal): Promise<string> {
  const form = new FormData();
  form.set('purpose', 'fine-tune');
  form.set('file_name', file.fileName);
  form.set('file_type', 'jsonl');
  form.set('file', await openAsBlob(file.path), file.fileName);
  const call = { method: 'POST', path: '/files/upload', body: form, about: 'files', signal } as const;
  let uploaded = await ask(togetherFileSchema, call);
  for (let second = 0; second < checkSeconds; second += 1) {
    const { id, processing_status: status, validation_report: report } = uploaded;
    if (status === 'FAILED' || status === 'INVALID_FORMAT') throw refused(file.fileName, report);
    if (status !== 'PENDING' && status !== 'QUEUED' && status !== 'RUNNING') break;
    await wait(1_000, undefined, { signal });
    const path = `/files/${encodeURIComponent(id)}`;
    uploaded = await ask(togetherFileSchema, { path, about: 'files', signal });
  }
  return uploaded.id;
}

function refused(fileName: string, report: unknown): UnderstudyError {
  const said = report === undefined ? '' : ` It says: ${JSON.stringify(report).slice(0, 1_000)}`;
  return new UnderstudyError('provider_request_rejected', `Together does not take ${fileName}.${said}`);
}

/** Rank of the adapter unless asked for: as everywhere here, with an alpha of twice the rank. */
const usualRank = 16;
/** Together's own default, by which our multiplier multiplies. */
const usualLearningRate = 1e-5;

/** Evaluations are billed; there is one for each pass, as the estimate says. */
function bodyOf(request: ProviderJobRequest): Together.FineTuningCreateParams {
  const { hyperparameters, validationFileId, method } = request;
  const { batch_size: batch, learning_rate_multiplier: multiplier, beta, max_length } = hyperparameters;
  const epochs = epochsOf(hyperparameters, request.trainingRows);
  const rank = hyperparameters.lora_rank ?? usualRank;
  return {
    model: request.baseModel,
    training_file: request.trainingFileId,
    ...(validationFileId === null ? {} : { validation_file: validationFileId, n_evals: epochs }),
    n_epochs: epochs,
    batch_size: batch === 'auto' ? 'max' : batch,
    ...(multiplier === 'auto' ? {} : { learning_rate: usualLearningRate * multiplier }),
    ...(max_length === undefined ? {} : { max_seq_length: max_length }),
    training_method:
      method === 'supervised'
        ? { method: 'sft', train_on_inputs: false }
        : { method: 'dpo', ...(typeof beta === 'number' ? { dpo_beta: beta } : {}) },
    training_type: { type: 'Lora', lora_r: rank, lora_alpha: 2 * rank },
    suffix: request.suffix,
    random_seed: request.seed,
  };
}

async function metricsOf(
  ask: ProviderHttp,
  id: string,
  signal: AbortSignal,
): Promise<Record<string, unknown>[]> {
  const call = { path: `${jobPath(id)}/metrics`, about: 'metrics', signal };
  // A job that has not begun to train may have none to ask for.
  return (await unlessRefused(() => ask(metricsSchema, call), 400, 404))?.metrics ?? [];
}

/** Figures as the result files of other providers have them, the two losses of a step in one row. */
function csvOf(metrics: readonly Record<string, unknown>[]): string | null {
  const losses = new Map<number, { train: number | null; valid: number | null }>();
  for (const { step, train_loss: train, valid_loss: valid } of metrics.flatMap(
    (values) => readMetrics(values) ?? [],
  )) {
    const before = losses.get(step);
    losses.set(step, { train: train ?? before?.train ?? null, valid: valid ?? before?.valid ?? null });
  }
  if (losses.size === 0) return null;
  const rows = [...losses].map(([step, { train, valid }]) => `${step},${train ?? ''},${valid ?? ''}`);
  return ['step,train_loss,valid_loss', ...rows].join('\n');
}
