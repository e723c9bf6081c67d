import { getRun } from '@understudy/db/runs/get-run';
import { listRuns } from '@understudy/db/runs/list-runs';
import { numberParameter } from '@understudy/domain/http/number-parameter';
import { pageOf, pageQuerySchema } from '@understudy/domain/http/page';
import { runMessages } from '@understudy/domain/runs/run-contract';
import { runEventSchema } from '@understudy/domain/runs/run-event';
import { runKindSchema, runSchema, runStatusSchema } from '@understudy/domain/runs/run';
import { z } from 'zod';
import { idParams, startedRunHeaders } from '../http/common-schemas.ts';
import { wantsEventStream } from '../http/event-stream.ts';
import { answered, defineOperation } from '../http/operation.ts';
import { pageOfRunEvents, streamRunEvents } from './read-run-events.ts';
import { cancelRun, pauseOrResumeRun, retryRun } from './steer-run.ts';

const tag = 'Runs';
/** Up to the largest integer that PostgreSQL compares with. */
const eventId = numberParameter(z.number().int().min(0).max(2_147_483_647));
const accepted = { description: 'The run', schema: runSchema } as const;

/** Runs of every kind: list, read, follow, and steer them. */
export const runOperations = [
  defineOperation({
    id: 'listRuns',
    method: 'get',
    path: '/api/runs',
    tag,
    summary: 'List your runs',
    description: 'Newest first.',
    security: 'bearer',
    query: pageQuerySchema
      .extend({
        status: runStatusSchema.optional().describe('Only runs with this status'),
        kind: runKindSchema.optional().describe('Only runs of this kind'),
        avatar_id: z.uuid().optional().describe('Only runs of this avatar'),
      })
      .strict(),
    responses: { 200: { description: 'A page of runs', schema: pageOf('RunPage', runSchema) } },
    handler: async ({ dependencies: { database, runLinks }, principal, query }) => {
      const { status, kind, avatar_id: avatarId, ...page } = query;
      const filter = { kind, avatarId, statuses: status === undefined ? [] : [status] };
      const runs = await database.asUser(principal.user, (tx) => listRuns(tx, filter, page, runLinks));
      return { status: 200, body: runs };
    },
  }),
  defineOperation({
    id: 'getRun',
    method: 'get',
    path: '/api/runs/:id',
    tag,
    summary: 'Read a run',
    security: 'bearer',
    params: idParams,
    responses: { 200: { description: 'The run', schema: runSchema } },
    handler: async ({ dependencies: { database, runLinks }, principal, params }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => getRun(tx, params.id, runLinks)),
    }),
  }),
  defineOperation({
    id: 'listRunEvents',
    method: 'get',
    path: '/api/runs/:id/events',
    tag,
    summary: 'Follow a run',
    description: [
      'By default: what has happened so far and then everything as it happens, as server-sent events. `id` is the',
      'sequence number of the event, `event` its type, `data` a `RunEvent`. After a disconnect,',
      'repeat the request with `Last-Event-ID`: the stream goes on without a gap and without a double. The stream ends',
      'when the run has ended. A comment is sent every 15 seconds, so that proxies keep the connection.',
      '\n\nOnly with `Accept: application/json`: a page of events, oldest first; give `next_cursor` as `last_event_id`.',
    ].join(' '),
    security: 'bearer',
    params: idParams,
    query: z.strictObject({
      last_event_id: eventId.optional().describe('Begin after this sequence number; the header wins'),
      limit: pageQuerySchema.shape.limit,
    }),
    headers: z.object({
      'last-event-id': eventId.optional().meta({
        description: 'Sequence number of the last event that was received',
        example: 12,
      }),
    }),
    responses: {
      200: {
        description: 'The events',
        schema: pageOf('RunEventPage', runEventSchema),
        eventStream: {
          description: 'Server-sent events whose `data` is a `RunEvent`',
          example: 'retry: 1000\n\nid: 13\nevent: phase_started\ndata: {"run_id":"…","sequence":13, …}\n\n',
        },
      },
      204: { description: 'Streams only: the run has ended, and nothing came after `Last-Event-ID`' },
    },
    handler: async ({ dependencies, principal, params, query, headers, request, response, signal }) => {
      const after = headers['last-event-id'] ?? query.last_event_id ?? 0;
      const wanted = { userId: principal.user, runId: params.id, after };
      if (!wantsEventStream(request, 'event stream')) {
        return { status: 200, body: await pageOfRunEvents(dependencies, { ...wanted, limit: query.limit }) };
      }
      await streamRunEvents(dependencies, wanted, response, signal);
      return answered;
    },
  }),
  defineOperation({
    id: 'cancelRun',
    method: 'post',
    path: '/api/runs/:id/cancel',
    tag,
    summary: 'Cancel a run',
    description:
      'Works for queued, running and paused runs. What is done is kept. The run ends within seconds; ' +
      'its events say when.',
    security: 'bearer',
    params: idParams,
    responses: { 202: accepted },
    problems: ['conflict', 'orchestrator_unavailable'],
    handler: async ({ dependencies, principal, params }) => ({
      status: 202,
      body: await cancelRun(dependencies, { userId: principal.user, runId: params.id }),
    }),
  }),
  defineOperation({
    id: 'pauseRun',
    method: 'post',
    path: '/api/runs/:id/pause',
    tag,
    summary: 'Pause a run',
    description: 'No new work is begun; what is under way is finished.',
    security: 'bearer',
    params: idParams,
    responses: { 200: accepted },
    problems: ['conflict', 'orchestrator_unavailable', 'worker_unavailable'],
    handler: async ({ dependencies, principal, params }) => ({
      status: 200,
      body: await pauseOrResumeRun(
        dependencies,
        { userId: principal.user, runId: params.id },
        runMessages.pause,
      ),
    }),
  }),
  defineOperation({
    id: 'resumeRun',
    method: 'post',
    path: '/api/runs/:id/resume',
    tag,
    summary: 'Resume a paused run',
    security: 'bearer',
    params: idParams,
    responses: { 200: accepted },
    problems: ['conflict', 'orchestrator_unavailable', 'worker_unavailable'],
    handler: async ({ dependencies, principal, params }) => ({
      status: 200,
      body: await pauseOrResumeRun(
        dependencies,
        { userId: principal.user, runId: params.id },
        runMessages.resume,
      ),
    }),
  }),
  defineOperation({
    id: 'retryRun',
    method: 'post',
    path: '/api/runs/:id/retry',
    tag,
    summary: 'Retry what failed in a run',
    description:
      'Works for runs that ended failed, cancelled or completed with errors. What is done, and paid for, is not done again.',
    security: 'bearer',
    params: idParams,
    responses: { 202: { ...accepted, headers: startedRunHeaders } },
    problems: ['conflict'],
    handler: async ({ dependencies, principal, params }) => {
      const run = await retryRun(dependencies, { userId: principal.user, runId: params.id });
      return { status: 202, body: run, headers: { Location: run.links.self } };
    },
  }),
];
