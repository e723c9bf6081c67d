import { findSchedule } from '@understudy/db/fine-tune-schedules/load-schedule';
import { listFirings } from '@understudy/db/fine-tune-schedules/firings';
import { getAvatarName } from '@understudy/db/avatars/get-avatar-name';
import {
  firingPageSchema,
  listFiringsQuerySchema,
  putScheduleSchema,
  scheduleSchema,
} from '@understudy/domain/fine-tune-schedules/schedule';
import { idParams } from '../http/common-schemas.ts';
import { defineOperation } from '../http/operation.ts';
import { lookNow, pauseSchedule, readSchedule, removeSchedule, saveSchedule } from './schedule-service.ts';

const tag = 'Fine-tune schedules';
const path = '/api/avatars/:id/fine-tune-schedule';
const theSchedule = { description: 'The schedule', schema: scheduleSchema } as const;

/** Training again by itself, with what the chat has taught: one schedule for each avatar. */
export const fineTuneScheduleOperations = [
  defineOperation({
    id: 'putFineTuneSchedule',
    method: 'put',
    path,
    tag,
    summary: 'Train an avatar again by itself',
    description: [
      'Makes the avatar’s schedule, or changes it. Each time that it looks, chat answers that were rated well become',
      'examples, near-duplicates left out; when there are enough new ones, a fine-tune job is started. Temporal keeps the',
      'time. A look that is still at work when the next is due is not doubled.',
    ].join(' '),
    security: 'bearer',
    params: idParams,
    body: putScheduleSchema,
    responses: { 200: theSchedule },
    problems: ['orchestrator_unavailable'],
    handler: async ({ dependencies, principal, params, body }) => ({
      status: 200,
      body: await saveSchedule(dependencies, { userId: principal.user, avatarId: params.id }, body),
    }),
  }),
  defineOperation({
    id: 'getFineTuneSchedule',
    method: 'get',
    path,
    tag,
    summary: 'Read an avatar’s schedule, and when it looks next',
    security: 'bearer',
    params: idParams,
    responses: { 200: theSchedule },
    handler: async ({ dependencies, principal, params }) => ({
      status: 200,
      body: await readSchedule(dependencies, { userId: principal.user, avatarId: params.id }),
    }),
  }),
  defineOperation({
    id: 'deleteFineTuneSchedule',
    method: 'delete',
    path,
    tag,
    summary: 'Delete an avatar’s schedule',
    description: 'Jobs that it has started go on, and examples stay.',
    security: 'bearer',
    params: idParams,
    responses: { 204: { description: 'The schedule is gone' } },
    handler: async ({ dependencies, principal, params }) => {
      await removeSchedule(dependencies, { userId: principal.user, avatarId: params.id });
      return { status: 204 };
    },
  }),
  defineOperation({
    id: 'pauseFineTuneSchedule',
    method: 'post',
    path: `${path}/pause`,
    tag,
    summary: 'Pause an avatar’s schedule',
    security: 'bearer',
    params: idParams,
    responses: { 200: theSchedule },
    problems: ['orchestrator_unavailable'],
    handler: async ({ dependencies, principal, params }) => ({
      status: 200,
      body: await pauseSchedule(dependencies, { userId: principal.user, avatarId: params.id }, true),
    }),
  }),
  defineOperation({
    id: 'resumeFineTuneSchedule',
    method: 'post',
    path: `${path}/resume`,
    tag,
    summary: 'Let an avatar’s schedule go on',
    security: 'bearer',
    params: idParams,
    responses: { 200: theSchedule },
    problems: ['orchestrator_unavailable'],
    handler: async ({ dependencies, principal, params }) => ({
      status: 200,
      body: await pauseSchedule(dependencies, { userId: principal.user, avatarId: params.id }, false),
    }),
  }),
  defineOperation({
    id: 'triggerFineTuneSchedule',
    method: 'post',
    path: `${path}/trigger`,
    tag,
    summary: 'Have an avatar’s schedule look now',
    description: 'Paused or not. What came of it is the newest of its firings some seconds later.',
    security: 'bearer',
    params: idParams,
    responses: { 202: theSchedule },
    problems: ['orchestrator_unavailable'],
    handler: async ({ dependencies, principal, params }) => ({
      status: 202,
      body: await lookNow(dependencies, { userId: principal.user, avatarId: params.id }),
    }),
  }),
  defineOperation({
    id: 'listFineTuneScheduleFirings',
    method: 'get',
    path: `${path}/firings`,
    tag,
    summary: 'List what came of each look of an avatar’s schedule',
    description:
      'Newest first: started, skipped with how many of how many were there, or failed with the reason.',
    security: 'bearer',
    params: idParams,
    query: listFiringsQuerySchema.strict(),
    responses: { 200: { description: 'A page of firings', schema: firingPageSchema } },
    handler: async ({ dependencies: { database }, principal, params, query }) => ({
      status: 200,
      body: await database.asUser(principal.user, async (tx) => {
        await getAvatarName(tx, params.id);
        const schedule = await findSchedule(tx, params.id);
        return schedule === null
          ? { items: [], next_cursor: null }
          : await listFirings(tx, schedule.id, query);
      }),
    }),
  }),
];
