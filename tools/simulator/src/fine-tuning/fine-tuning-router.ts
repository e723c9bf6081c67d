import { Router } from 'express';
import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { paginate } from '../http/paginate.ts';
import { invalidRequest, notFound } from '../http/provider-error.ts';
import type { ProviderError } from '../http/provider-error.ts';
import { sendJson } from '../http/send-json.ts';
import { createJob } from './create-job.ts';
import { isTerminal, statusOf } from './job.ts';
import type { FineTuningJob, JobStatus } from './job.ts';
import { toJobBody } from './job-body.ts';
import { checkpointsOf } from './job-checkpoints.ts';
import { cancelJob, pauseJob, resumeJob } from './job-control.ts';
import { eventsOf } from './job-events.ts';
import type { TuningAccount } from './tuning-account.ts';

const checkpointPage = { usual: 10, most: 100 };

/** `/v1/fine_tuning/jobs`: create, list, retrieve, cancel, pause, resume, events, checkpoints. */
export function createFineTuningRouter({ jobs, files, jobCalls, now }: TuningAccount): Router {
  const router = Router();
  const find = ({ params }: Request, operation: string): FineTuningJob => {
    const { id } = z.object({ id: z.string() }).parse(params);
    const job = jobs.get(id) ?? fail(id);
    jobCalls.count(id, operation);
    return job;
  };
  /** An operation that changes a job which is in one of some statuses. */
  const changing =
    (operation: string, allowed: (status: JobStatus) => boolean, change: typeof pauseJob): RequestHandler =>
    (request, response) => {
      const job = find(request, operation);
      const status = statusOf(job, now());
      if (!allowed(status)) throw wrongStatus(job.id, operation, status);
      jobs.change(job, (at, settings) => change(job, at, settings));
      sendJson(response, toJobBody(job, now()));
    };

  router.post('/', (request, response) => {
    const job = createJob(request.body, jobs, files);
    jobCalls.count(job.id, 'create');
    sendJson(response, toJobBody(job, now()));
  });
  router.get('/', ({ query }, response) => {
    jobs.settle();
    const matching = jobs.list().filter(metadataFilter(query));
    const page = paginate(matching, query);
    sendJson(response, { ...page, data: page.data.map((job) => toJobBody(job, now())) });
  });
  router.get('/:id', (request, response) => {
    const job = find(request, 'retrieve');
    if (isTerminal(statusOf(job, now()))) jobs.settle();
    sendJson(response, toJobBody(job, now()));
  });
  router.get('/:id/events', (request, response) => {
    const job = find(request, 'events');
    sendJson(response, paginate(eventsOf(job, now()), request.query));
  });
  router.get('/:id/checkpoints', (request, response) => {
    const page = paginate(checkpointsOf(find(request, 'checkpoints'), now()), request.query, checkpointPage);
    const { data } = page;
    sendJson(response, { ...page, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null });
  });
  router.post(
    '/:id/cancel',
    changing('cancel', (status) => !isTerminal(status), cancelJob),
  );
  router.post('/:id/pause', changing('pause', isUnderWay, pauseJob));
  router.post(
    '/:id/resume',
    changing('resume', (status) => status === 'paused', resumeJob),
  );
  return router;
}

const isUnderWay = (status: JobStatus): boolean =>
  status === 'validating_files' || status === 'queued' || status === 'running';

/** `metadata[key]=value` for each pair that a job must have; `metadata=null` for jobs that have none. */
function metadataFilter(query: Readonly<Record<string, unknown>>): (job: FineTuningJob) => boolean {
  const wanted = Object.entries(query).flatMap(([name, value]) => {
    const key = /^metadata\[(.*)\]$/u.exec(name)?.[1];
    return key === undefined ? [] : [[key, String(value)] as const];
  });
  const none = query['metadata'] === 'null' || query['metadata'] === '';
  return ({ request }) => {
    const metadata = request.metadata ?? {};
    if (none) return Object.keys(metadata).length === 0;
    return wanted.every(([key, value]) => metadata[key] === value);
  };
}

function wrongStatus(id: string, operation: string, status: JobStatus): ProviderError {
  return invalidRequest(
    `Fine-tuning job ${id} cannot be ${operation === 'cancel' ? 'cancelled' : `${operation}d`} because its status is '${status}'.`,
    null,
    `invalid_fine_tune_status`,
  );
}

function fail(id: string): never {
  throw notFound(`Could not find fine tune: ${id}`, 'fine_tune_id', 'fine_tune_not_found');
}
