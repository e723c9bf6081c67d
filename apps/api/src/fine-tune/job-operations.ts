import { getAvatarName } from '@understudy/db/avatars/get-avatar-name';
import { getFineTuneJob, listFineTuneJobs } from '@understudy/db/fine-tune/get-fine-tune-job';
import { listFineTuneCheckpoints, listFineTuneEvents } from '@understudy/db/fine-tune/list-fine-tune-details';
import {
  createFineTuneJobResponseSchema,
  createFineTuneJobSchema,
} from '@understudy/domain/fine-tune/contracts/create-job';
import {
  fineTuneJobPageSchema,
  fineTuneJobSchema,
  listFineTuneJobsQuerySchema,
} from '@understudy/domain/fine-tune/contracts/job';
import {
  fineTuneCheckpointPageSchema,
  fineTuneEventPageSchema,
} from '@understudy/domain/fine-tune/contracts/job-details';
import { pageQuerySchema } from '@understudy/domain/http/page';
import { idempotencyHeaders, idParams, replayedHeaders, startedRunHeaders } from '../http/common-schemas.ts';
import { defineOperation } from '../http/operation.ts';
import { createJob } from './create-job.ts';
import { offsetOfCursor, toOffsetPage } from './offset-page.ts';

const tag = 'Fine-tuning';

/** Fine-tune jobs: create, list, read, and look into. */
export const fineTuneJobOperations = [
  defineOperation({
    id: 'createFineTuneJob',
    method: 'post',
    path: '/api/avatars/:id/fine-tune-jobs',
    tag,
    summary: 'Fine-tune a model for an avatar',
    description: [
      'Starts a run that chooses and checks the examples, uploads them, has the provider train, and watches it until the',
      'model is there. Answered at once; the job and its run share an ID.',
      '\n\n**Repeats.** With `Idempotency-Key`, the same key and the same body answer with the job that the first request',
      'made. Without the header, an identical request is answered with that job for as long as it has not ended.',
      '\n\nWithout examples enough it is refused with `nothing_to_train_on`, which says what is missing.',
    ].join(' '),
    security: 'bearer',
    params: idParams,
    headers: idempotencyHeaders,
    body: createFineTuneJobSchema,
    responses: {
      202: {
        description: 'The IDs of the job and of its run',
        schema: createFineTuneJobResponseSchema,
        headers: startedRunHeaders.extend(replayedHeaders.shape),
      },
    },
    problems: ['nothing_to_train_on', 'idempotency_key_reused', 'provider_model_unavailable'],
    handler: async ({ dependencies, principal, params, headers, body }) => {
      const { runId, created } = await createJob(dependencies, {
        userId: principal.user,
        avatarId: params.id,
        idempotencyKey: headers['idempotency-key'],
        request: body,
      });
      return {
        status: 202,
        body: { job_id: runId, run_id: runId },
        headers: {
          Location: `/api/fine-tune-jobs/${runId}`,
          ...(created ? {} : { 'Idempotent-Replayed': 'true' }),
        },
      };
    },
  }),
  defineOperation({
    id: 'listFineTuneJobs',
    method: 'get',
    path: '/api/avatars/:id/fine-tune-jobs',
    tag,
    summary: 'List the fine-tune jobs of an avatar',
    description: 'Newest first.',
    security: 'bearer',
    params: idParams,
    query: listFineTuneJobsQuerySchema.strict(),
    responses: { 200: { description: 'A page of jobs', schema: fineTuneJobPageSchema } },
    handler: async ({ dependencies: { database }, principal, params, query }) => {
      const { status, ...page } = query;
      const body = await database.asUser(principal.user, async (tx) => {
        await getAvatarName(tx, params.id);
        return await listFineTuneJobs(tx, params.id, status, page);
      });
      return { status: 200, body };
    },
  }),
  defineOperation({
    id: 'getFineTuneJob',
    method: 'get',
    path: '/api/fine-tune-jobs/:id',
    tag,
    summary: 'Read a fine-tune job',
    description: '`actions` says what can be done with it now.',
    security: 'bearer',
    params: idParams,
    responses: { 200: { description: 'The job', schema: fineTuneJobSchema } },
    handler: async ({ dependencies: { database }, principal, params }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => getFineTuneJob(tx, params.id)),
    }),
  }),
  defineOperation({
    id: 'listFineTuneEvents',
    method: 'get',
    path: '/api/fine-tune-jobs/:id/events',
    tag,
    summary: 'List what the provider has reported of a job',
    description:
      'Oldest first: messages, and the loss at each step. The run’s own events are at `/api/runs/{id}/events`.',
    security: 'bearer',
    params: idParams,
    query: pageQuerySchema.strict(),
    responses: { 200: { description: 'A page of events', schema: fineTuneEventPageSchema } },
    handler: async ({ dependencies: { database }, principal, params, query }) => {
      const offset = offsetOfCursor(query.cursor);
      const events = await database.asUser(principal.user, async (tx) => {
        await getFineTuneJob(tx, params.id);
        return await listFineTuneEvents(tx, params.id, { offset, limit: query.limit + 1 });
      });
      return { status: 200, body: toOffsetPage(events, offset, query.limit) };
    },
  }),
  defineOperation({
    id: 'listFineTuneCheckpoints',
    method: 'get',
    path: '/api/fine-tune-jobs/:id/checkpoints',
    tag,
    summary: 'List the models that were kept on the way',
    description: 'By their steps. Each that has a name can be activated.',
    security: 'bearer',
    params: idParams,
    query: pageQuerySchema.strict(),
    responses: { 200: { description: 'A page of checkpoints', schema: fineTuneCheckpointPageSchema } },
    handler: async ({ dependencies: { database }, principal, params, query }) => {
      const offset = offsetOfCursor(query.cursor);
      const checkpoints = await database.asUser(principal.user, async (tx) => {
        await getFineTuneJob(tx, params.id);
        return await listFineTuneCheckpoints(tx, params.id);
      });
      return { status: 200, body: toOffsetPage(checkpoints.slice(offset), offset, query.limit) };
    },
  }),
];
