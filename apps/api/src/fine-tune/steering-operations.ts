import { nameTrainedModelSchema } from '@understudy/domain/fine-tune/contracts/active-model';
import { fineTuneJobSchema } from '@understudy/domain/fine-tune/contracts/job';
import { trainingInstructionsAnswerSchema } from '@understudy/domain/fine-tune/trl/training-instructions';
import { runMessages } from '@understudy/domain/runs/run-contract';
import { idParams, startedRunHeaders } from '../http/common-schemas.ts';
import { defineOperation } from '../http/operation.ts';
import { cancelRun, pauseOrResumeRun, retryRun } from '../runs/steer-run.ts';
import { instructionsFor, nameModel, steerJob } from './steer-job.ts';

const tag = 'Fine-tuning';
const theJob = { description: 'The job', schema: fineTuneJobSchema } as const;

/** What can be done with a fine-tune job that is under way, or has ended without a model. */
export const fineTuneSteeringOperations = [
  defineOperation({
    id: 'cancelFineTuneJob',
    method: 'post',
    path: '/api/fine-tune-jobs/:id/cancel',
    tag,
    summary: 'Cancel a fine-tune job',
    description: 'The provider’s job is cancelled, too, and its copies of the files are deleted.',
    security: 'bearer',
    params: idParams,
    responses: { 202: theJob },
    problems: ['conflict', 'orchestrator_unavailable'],
    handler: async ({ dependencies, principal, params }) => ({
      status: 202,
      body: await steerJob(dependencies, { userId: principal.user, jobId: params.id }, cancelRun),
    }),
  }),
  defineOperation({
    id: 'pauseFineTuneJob',
    method: 'post',
    path: '/api/fine-tune-jobs/:id/pause',
    tag,
    summary: 'Pause a fine-tune job',
    description: 'At the provider, too, where that can be.',
    security: 'bearer',
    params: idParams,
    responses: { 200: theJob },
    problems: ['conflict', 'orchestrator_unavailable', 'worker_unavailable'],
    handler: async ({ dependencies, principal, params }) => ({
      status: 200,
      body: await steerJob(dependencies, { userId: principal.user, jobId: params.id }, (api, run) =>
        pauseOrResumeRun(api, run, runMessages.pause),
      ),
    }),
  }),
  defineOperation({
    id: 'resumeFineTuneJob',
    method: 'post',
    path: '/api/fine-tune-jobs/:id/resume',
    tag,
    summary: 'Resume a paused fine-tune job',
    security: 'bearer',
    params: idParams,
    responses: { 200: theJob },
    problems: ['conflict', 'orchestrator_unavailable', 'worker_unavailable'],
    handler: async ({ dependencies, principal, params }) => ({
      status: 200,
      body: await steerJob(dependencies, { userId: principal.user, jobId: params.id }, (api, run) =>
        pauseOrResumeRun(api, run, runMessages.resume),
      ),
    }),
  }),
  defineOperation({
    id: 'retryFineTuneJob',
    method: 'post',
    path: '/api/fine-tune-jobs/:id/retry',
    tag,
    summary: 'Retry a fine-tune job that has failed or was cancelled',
    description:
      'A job that the provider has given up is made anew there; one that is still alive is found and watched again.',
    security: 'bearer',
    params: idParams,
    responses: { 202: { ...theJob, headers: startedRunHeaders } },
    problems: ['conflict'],
    handler: async ({ dependencies, principal, params }) => {
      const job = await steerJob(dependencies, { userId: principal.user, jobId: params.id }, retryRun);
      return { status: 202, body: job, headers: { Location: `/api/runs/${job.run_id}` } };
    },
  }),
  defineOperation({
    id: 'getTrainingInstructions',
    method: 'get',
    path: '/api/fine-tune-jobs/:id/instructions',
    tag,
    summary: 'How to train with the files of a job',
    description:
      'For jobs whose provider takes the files and leaves the training to you, with links to what is there. Null for others, and before the provider has the files.',
    security: 'bearer',
    params: idParams,
    responses: { 200: { description: 'What to do, step by step', schema: trainingInstructionsAnswerSchema } },
    handler: async ({ dependencies, principal, params }) => ({
      status: 200,
      body: {
        instructions: await instructionsFor(dependencies, { userId: principal.user, jobId: params.id }),
      },
    }),
  }),
  defineOperation({
    id: 'nameTrainedModel',
    method: 'post',
    path: '/api/fine-tune-jobs/:id/model',
    tag,
    summary: 'Name the model that you have trained',
    description:
      'For jobs that are `awaiting_model`: their provider takes the files and leaves the training to you.',
    security: 'bearer',
    params: idParams,
    body: nameTrainedModelSchema,
    responses: { 200: theJob },
    problems: ['conflict'],
    handler: async ({ dependencies, principal, params, body, signal }) => ({
      status: 200,
      body: await nameModel(
        dependencies,
        { userId: principal.user, jobId: params.id },
        body.fine_tuned_model,
        signal,
      ),
    }),
  }),
];
