import { openAsBlob } from 'node:fs';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { carriesJobMark } from '@understudy/domain/fine-tune/fine-tune-contract';
import OpenAI, { APIError } from 'openai';
import { z } from 'zod';
import type { OpenAISettings } from '../../providers/openai-chat-model.ts';
import { toOpenAIError } from '../../providers/openai-error.ts';
import type { FineTuneAdapter, ProviderJob, ProviderJobRequest } from './fine-tune-adapter.ts';
import {
  openAICheckpointSchema,
  openAIEventSchema,
  openAIJobSchema,
  toProviderCheckpoint,
  toProviderEvent,
  toProviderJob,
} from './openai-answers.ts';

/** Jobs that are looked through for one whose creation was not written down: the newest. */
const mostJobs = 500;
const pageSize = 100;

const fileSchema = z.looseObject({ id: z.string(), filename: z.string(), bytes: z.number() });
const shutdownSchema = z.looseObject({ shutdown_date: z.iso.date().nullish() });

/** OpenAI's fine-tuning API, and whatever speaks it. Answers are parsed leniently: providers add fields and statuses. */
export function createOpenAIFineTuneAdapter(settings: OpenAISettings): FineTuneAdapter {
  const client = new OpenAI({
    apiKey: settings.apiKey,
    baseURL: settings.baseUrl ?? null,
    timeout: settings.timeoutMs,
    maxRetries: settings.maxRetries,
  });
  const jobs = client.fineTuning.jobs;
  const call = async <Result>(model: string, work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw toOpenAIError(error, { model });
    }
  };
  return {
    provider: 'openai',
    simulated: settings.simulated,
    findFile: ({ fileName, sizeBytes }, signal) =>
      call('files', async () => {
        for await (const file of client.files.list({ purpose: 'fine-tune', order: 'desc' }, { signal })) {
          const { id, filename, bytes } = fileSchema.parse(file);
          if (filename === fileName && bytes === sizeBytes) return id;
        }
        return null;
      }),
    upload: ({ fileName, path }, signal) =>
      call('files', async () => {
        // A blob of a file is read while it is sent, so a large one is never in memory.
        const file = new File([await openAsBlob(path)], fileName);
        return fileSchema.parse(await client.files.create({ file, purpose: 'fine-tune' }, { signal })).id;
      }),
    deleteFile: (id, signal) =>
      call('files', () => unlessMissing(async () => void (await client.files.delete(id, { signal })))),
    findJobs: (jobId, signal) => call('jobs', () => findMarked(client, jobId, signal)),
    create: (request, signal) =>
      call(request.baseModel, async () => parseJob(await jobs.create(bodyOf(request), { signal }))),
    retrieve: (id, signal) => call('jobs', async () => parseJob(await jobs.retrieve(id, { signal }))),
    events: (id, known, signal) =>
      call('events', async () => {
        const found = [];
        // Newest first: what comes after a known one is known as well.
        for await (const event of jobs.listEvents(id, { limit: pageSize }, { signal })) {
          const parsed = toProviderEvent(openAIEventSchema.parse(event));
          if (known.has(parsed.id)) break;
          found.push(parsed);
        }
        return found.reverse();
      }),
    checkpoints: (id, signal) =>
      call('checkpoints', async () => {
        const found = [];
        for await (const checkpoint of jobs.checkpoints.list(id, { limit: pageSize }, { signal })) {
          found.push(toProviderCheckpoint(openAICheckpointSchema.parse(checkpoint)));
        }
        return found.reverse();
      }),
    resultText: ({ resultFileIds: [id] }, signal) =>
      call('files', async () => {
        if (id === undefined) return null;
        const text = await (await client.files.content(id, { signal })).text();
        // The published API gives the file in base64.
        return text.includes(',') ? text : Buffer.from(text, 'base64').toString('utf8');
      }),
    cancel: (id, signal) =>
      call('jobs', () => unlessEnded(async () => void (await jobs.cancel(id, { signal })))),
    pause: (id, signal) =>
      call('jobs', () => unlessEnded(async () => void (await jobs.pause(id, { signal })))),
    resume: (id, signal) =>
      call('jobs', () => unlessEnded(async () => void (await jobs.resume(id, { signal })))),
    shutdownDate: (model, signal) =>
      call(model, async () => {
        const found = shutdownSchema.parse(await client.models.retrieve(model, { signal }));
        return found.shutdown_date ?? null;
      }),
  };
}

function bodyOf(request: ProviderJobRequest): OpenAI.FineTuning.JobCreateParams {
  const { n_epochs, batch_size, learning_rate_multiplier, beta } = request.hyperparameters;
  const shared = { n_epochs, batch_size, learning_rate_multiplier };
  const method: OpenAI.FineTuning.JobCreateParams.Method =
    request.method === 'supervised'
      ? { type: 'supervised', supervised: { hyperparameters: shared } }
      : { type: 'dpo', dpo: { hyperparameters: { ...shared, ...(beta === undefined ? {} : { beta }) } } };
  return {
    model: request.baseModel,
    training_file: request.trainingFileId,
    ...(request.validationFileId === null ? {} : { validation_file: request.validationFileId }),
    method,
    suffix: request.suffix,
    seed: request.seed,
    metadata: { ...request.metadata },
  };
}

async function findMarked(client: OpenAI, jobId: string, signal: AbortSignal): Promise<ProviderJob[]> {
  const found: ProviderJob[] = [];
  let seen = 0;
  for await (const listed of client.fineTuning.jobs.list({ limit: pageSize }, { signal })) {
    const job = parseJob(listed);
    if (carriesJobMark(jobId, { metadata: job.metadata, suffix: job.suffix ?? job.fineTunedModel })) {
      found.push(job);
    }
    seen += 1;
    if (seen >= mostJobs) break;
  }
  return found;
}

const parseJob = (answer: unknown): ProviderJob => toProviderJob(openAIJobSchema.parse(answer));

async function unlessMissing(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof APIError && error.status === 404)) throw error;
  }
}

/** A job that has ended meanwhile cannot be steered; the next look at it says how it ended. */
async function unlessEnded(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 409)) throw error;
    if (!/already|cannot|not (?:running|paused)|status/i.test(error.message)) {
      throw new UnderstudyError('provider_request_rejected', error.message, { cause: error });
    }
  }
}
