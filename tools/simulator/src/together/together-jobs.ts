import { Router } from 'express';
import { z } from 'zod';
import { createJobFrom } from '../fine-tuning/create-job.ts';
import { isTerminal, statusOf } from '../fine-tuning/job.ts';
import type { FineTuningJob } from '../fine-tuning/job.ts';
import { cancelSoon } from '../fine-tuning/job-control.ts';
import type { JobRequest } from '../fine-tuning/job-request.ts';
import type { TuningAccount } from '../fine-tuning/tuning-account.ts';
import { parseRequest } from '../http/parse-request.ts';
import { invalidRequest, notFound } from '../http/provider-error.ts';
import { sendJson } from '../http/send-json.ts';
import { togetherCheckpoints } from './together-checkpoints.ts';
import { toTogetherJob, togetherEvents } from './together-job-body.ts';
import { togetherMetrics } from './together-metrics.ts';

const trainingMethod = z.discriminatedUnion('method', [
  z.object({ method: z.literal('sft') }),
  z.object({ method: z.literal('dpo'), dpo_beta: z.number().gt(0).nullish() }),
]);
const requestSchema = z.looseObject({
  model: z.string().min(1),
  training_file: z.string().min(1),
  validation_file: z.string().nullish(),
  n_epochs: z.int().min(1).max(20).default(1),
  batch_size: z.union([z.literal('max'), z.int().min(1)]).default('max'),
  learning_rate: z.number().gt(0).default(1e-5),
  suffix: z.string().max(64).nullish(),
  training_method: trainingMethod.default({ method: 'sft' }),
  random_seed: z.int().nullish(),
});

/** Together's learning rate that trains as fast as a multiplier of 1. */
const usualLearningRate = 1e-5;

/** `/fine-tunes`: create, list, retrieve, cancel, events, checkpoints, metrics. */
export function createTogetherJobs({ files, jobs, jobCalls, now }: TuningAccount): Router {
  const router = Router();
  const find = (id: string, operation: string): FineTuningJob => {
    const job = jobs.get(id);
    if (job === undefined) throw notFound(`Fine-tune job not found: ${id}`, 'id', 'not_found');
    jobCalls.count(id, operation);
    return job;
  };
  router.post('/', (request, response) => {
    const body = parseRequest(requestSchema, request.body);
    const job = createJobFrom(toJobRequest(body), body.model, { jobs, files }, { details: body });
    jobCalls.count(job.id, 'create');
    sendJson(response, toTogetherJob(job, now()));
  });
  router.get('/', (_request, response) => {
    sendJson(response, { data: jobs.list().map((job) => toTogetherJob(job, now())) });
  });
  router.get('/:id', ({ params }, response) => {
    sendJson(response, toTogetherJob(find(params.id, 'retrieve'), now()));
  });
  router.get('/:id/events', ({ params }, response) => {
    sendJson(response, { data: togetherEvents(find(params.id, 'events'), now()) });
  });
  router.get('/:id/checkpoints', ({ params }, response) => {
    sendJson(response, { data: togetherCheckpoints(find(params.id, 'checkpoints'), now()) });
  });
  router.get('/:id/metrics', ({ params }, response) => {
    sendJson(response, { metrics: togetherMetrics(find(params.id, 'metrics'), now()) });
  });
  router.post('/:id/cancel', ({ params }, response) => {
    const job = find(params.id, 'cancel');
    const status = statusOf(job, now());
    if (isTerminal(status)) throw invalidRequest(`Job ${job.id} is already ${status}.`, 'id');
    jobs.change(job, (at, settings) => cancelSoon(job, at, settings));
    sendJson(response, toTogetherJob(job, now()));
  });
  return router;
}

function toJobRequest(body: z.infer<typeof requestSchema>): JobRequest {
  const hyperparameters = {
    n_epochs: body.n_epochs,
    batch_size: body.batch_size === 'max' ? ('auto' as const) : body.batch_size,
    learning_rate_multiplier: body.learning_rate / usualLearningRate,
  };
  const { training_method: method } = body;
  return {
    model: body.model,
    training_file: body.training_file,
    validation_file: body.validation_file === '' ? null : body.validation_file,
    suffix: body.suffix === '' ? null : body.suffix,
    seed: body.random_seed,
    method:
      method.method === 'dpo'
        ? { type: 'dpo', dpo: { hyperparameters: { ...hyperparameters, beta: method.dpo_beta ?? 'auto' } } }
        : { type: 'supervised', supervised: { hyperparameters } },
  };
}
