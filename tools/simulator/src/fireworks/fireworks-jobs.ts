import { Router } from 'express';
import type { Request } from 'express';
import { z } from 'zod';
import { createJobFrom } from '../fine-tuning/create-job.ts';
import { isTerminal, statusOf } from '../fine-tuning/job.ts';
import type { FineTuningJob } from '../fine-tuning/job.ts';
import { cancelSoon } from '../fine-tuning/job-control.ts';
import type { JobRequest } from '../fine-tuning/job-request.ts';
import type { TuningMethod } from '../fine-tuning/tunable-models.ts';
import type { TuningAccount } from '../fine-tuning/tuning-account.ts';
import { paginate } from '../http/paginate.ts';
import { parseRequest } from '../http/parse-request.ts';
import { invalidRequest, notFound } from '../http/provider-error.ts';
import { sendJson } from '../http/send-json.ts';
import { alreadyExists } from './fireworks-error.ts';
import { toFireworksJob } from './fireworks-job-body.ts';

const trainingSchema = z.looseObject({
  baseModel: z.string().min(1),
  outputModel: z.string().optional(),
  epochs: z.int().min(1).max(50).default(1),
  learningRate: z.number().gt(0).default(1e-4),
});
const supervisedSchema = trainingSchema.extend({
  dataset: z.string().min(1),
  evaluationDataset: z.string().optional(),
});
const dpoSchema = z.looseObject({ dataset: z.string().min(1), trainingConfig: trainingSchema });

/** Fireworks' learning rate that trains as fast as a multiplier of 1. */
const usualLearningRate = 1e-4;
/** Size of a page unless asked for another. */
const pageSize = 50;

/** A kind of jobs: the collection they are in, and the parameter by which a client chooses an identifier. */
export interface JobKind {
  readonly method: TuningMethod;
  readonly collection: 'supervisedFineTuningJobs' | 'dpoJobs';
  readonly idParameter: 'supervisedFineTuningJobId' | 'dpoJobId';
}

const idSchema = z.object({ id: z.string() });
const querySchema = z.object({
  supervisedFineTuningJobId: z.string().optional(),
  dpoJobId: z.string().optional(),
  pageSize: z.coerce.number().int().min(1).max(200).default(pageSize),
  pageToken: z.string().optional(),
});

/** `/v1/accounts/:account/supervisedFineTuningJobs` or `dpoJobs`: create, list, retrieve, cancel. */
export function createFireworksJobs({ files, jobs, jobCalls, now }: TuningAccount, kind: JobKind): Router {
  const router = Router({ mergeParams: true });
  const show = (request: Request, job: FineTuningJob) =>
    toFireworksJob(
      job,
      now(),
      kind.collection,
      z.object({ account: z.string() }).parse(request.params).account,
    );
  const find = (id: string, operation: string): FineTuningJob => {
    const job = jobs.get(id);
    if (job?.method !== kind.method) throw notFound(`job ${id} not found`);
    jobCalls.count(id, operation);
    return job;
  };
  router.post('/', (request, response) => {
    const { [kind.idParameter]: id } = querySchema.parse(request.query);
    if (id !== undefined && jobs.get(id) !== undefined) throw alreadyExists(`job ${id}`);
    const asked = toJobRequest(request.body, kind.method);
    const details = z.record(z.string(), z.unknown()).parse(request.body);
    const job = createJobFrom(asked, asked.model, { jobs, files }, { id, details });
    jobCalls.count(job.id, 'create');
    sendJson(response, show(request, job));
  });
  router.get('/', (request, response) => {
    const { pageSize: limit, pageToken: after } = querySchema.parse(request.query);
    const own = jobs.list().filter(({ method }) => method === kind.method);
    const { data, has_more } = paginate(own, { limit, after }, { usual: pageSize, most: 200 });
    sendJson(response, {
      [kind.collection]: data.map((job) => show(request, job)),
      nextPageToken: has_more ? data.at(-1)?.id : '',
      totalSize: own.length,
    });
  });
  router.get('/:id', (request, response) => {
    sendJson(response, show(request, find(request.params.id, 'retrieve')));
  });
  router.post(/^\/(?<id>[^/:]+):cancel$/u, (request, response) => {
    const job = find(idSchema.parse(request.params).id, 'cancel');
    if (isTerminal(statusOf(job, now()))) throw invalidRequest(`job ${job.id} is already done`, null);
    jobs.change(job, (at, settings) => cancelSoon(job, at, settings));
    sendJson(response, {});
  });
  return router;
}

function toJobRequest(body: unknown, method: TuningMethod): JobRequest {
  if (method === 'dpo') {
    const { dataset, trainingConfig } = parseRequest(dpoSchema, body);
    return { ...common(dataset, trainingConfig), method: { type: 'dpo', dpo: settingsOf(trainingConfig) } };
  }
  const request = parseRequest(supervisedSchema, body);
  const { evaluationDataset } = request;
  return {
    ...common(request.dataset, request),
    validation_file: evaluationDataset === undefined ? null : lastPart(evaluationDataset),
    method: { type: 'supervised', supervised: settingsOf(request) },
  };
}

type Training = z.infer<typeof trainingSchema>;

const common = (dataset: string, { baseModel, outputModel }: Training) => ({
  model: baseModel,
  training_file: lastPart(dataset),
  suffix: outputModel === undefined ? null : lastPart(outputModel),
});

const settingsOf = ({ epochs, learningRate }: Training) => ({
  hyperparameters: { n_epochs: epochs, learning_rate_multiplier: learningRate / usualLearningRate },
});

/** `my-set` in `accounts/me/datasets/my-set`. */
const lastPart = (name: string): string => name.split('/').at(-1) ?? name;
