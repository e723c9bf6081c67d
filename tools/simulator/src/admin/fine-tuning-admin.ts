import { Router } from 'express';
import type { Response } from 'express';
import { z } from 'zod';
import { failJob } from '../fine-tuning/job-control.ts';
import { plannedFailureSchema } from '../fine-tuning/job-record.ts';
import { isTerminal, statusOf, stepsDone } from '../fine-tuning/job.ts';
import type { FineTuningJob } from '../fine-tuning/job.ts';
import { fineTuningSettingsSchema } from '../fine-tuning/settings.ts';
import type { TuningAccount } from '../fine-tuning/tuning-account.ts';

const bodySchema = z.record(z.string(), z.unknown());
const advanceSchema = z.strictObject({ seconds: z.number().min(0) });
const errorSchema = plannedFailureSchema.shape.error;
const failNextSchema = plannedFailureSchema.extend({ times: z.int().min(1).max(10_000).default(1) });

/** `/admin/fine-tuning`: what was made of jobs, how fast their time passes, and which of them fail. */
export function createFineTuningAdmin({ jobs, jobCalls, now }: TuningAccount): Router {
  const router = Router();
  const show = (response: Response) => {
    const all = jobs.list();
    const byStatus = Object.groupBy(all, (job) => statusOf(job, now()));
    response.json({
      settings: jobs.settings(),
      created: all.length,
      by_status: Object.fromEntries(
        Object.entries(byStatus).map(([status, group]) => [status, group?.length ?? 0]),
      ),
      jobs: all.map((job) => ({ ...toSummary(job, now()), ...jobCalls.of(job.id) })),
    });
  };
  router.get('/', (_request, response) => show(response));
  router.post('/settings', (request, response) => {
    const body = bodySchema.parse(request.body);
    jobs.changeSettings(fineTuningSettingsSchema.parse({ ...jobs.settings(), ...body }));
    show(response);
  });
  router.post('/advance', (request, response) => {
    jobs.advance(advanceSchema.parse(request.body).seconds);
    show(response);
  });
  router.post('/fail-next', (request, response) => {
    const { times, ...failure } = failNextSchema.parse(request.body);
    jobs.failNext(failure, times);
    show(response);
  });
  router.post('/jobs/:id/fail', (request, response) => {
    const job = jobs.get(request.params.id);
    const error = errorSchema.parse(request.body);
    if (job === undefined || isTerminal(statusOf(job, now()))) {
      response.status(404).json({ error: 'There is no such job that is not done.' });
      return;
    }
    jobs.change(job, (at) => failJob(job, at, error));
    show(response);
  });
  return router;
}

const toSummary = (job: FineTuningJob, now: number) => ({
  id: job.id,
  status: statusOf(job, now),
  model: job.model,
  training_file: job.request.training_file,
  suffix: job.request.suffix ?? null,
  metadata: job.request.metadata ?? null,
  steps_done: stepsDone(job, now),
  steps: job.plan.training?.steps ?? null,
});
