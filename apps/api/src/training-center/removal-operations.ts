import { listRemovals } from '@understudy/db/training-examples/list-removals';
import { clearExamples } from '@understudy/db/training-examples/remove-examples';
import { restoreExamples } from '@understudy/db/training-examples/restore-examples';
import { removalsSchema } from '@understudy/domain/training-center/contracts/list-removals';
import {
  clearExamplesRequestSchema,
  clearExamplesResponseSchema,
  restoreExamplesRequestSchema,
  restoreExamplesResponseSchema,
} from '@understudy/domain/training-center/contracts/remove-examples';
import { recoverableUntil } from '@understudy/domain/training-center/examples/recoverable-until';
import { defineOperation } from '../http/operation.ts';
import { requireAskedAvatar } from './asked-avatar.ts';

const tag = 'Training center';

/** Removals that are shown; older ones can be brought back by their examples' IDs. */
const mostRemovals = 100;

/** Clear all examples, and bring removed ones back. */
export const removalOperations = [
  defineOperation({
    id: 'clearTrainingExamples',
    method: 'post',
    path: '/api/training/clear',
    tag,
    summary: 'Remove all training examples',
    description: 'Of an avatar, or of all. They can be brought back together for 30 days.',
    security: 'bearer',
    body: clearExamplesRequestSchema,
    responses: { 200: { description: 'They are removed', schema: clearExamplesResponseSchema } },
    problems: ['conflict', 'not_found'],
    handler: async ({ dependencies: { database }, principal, body }) => {
      const { removalId, removed, removedAt } = await database.asUser(principal.user, async (tx) => {
        await requireAskedAvatar(tx, body.avatar_id);
        return await clearExamples(tx, { avatarId: body.avatar_id }, body.expected_total);
      });
      return {
        status: 200,
        body: {
          success: true as const,
          removed,
          removal_id: removalId,
          recoverable_until: recoverableUntil(removedAt),
        },
      };
    },
  }),
  defineOperation({
    id: 'restoreTrainingExamples',
    method: 'post',
    path: '/api/training/restore',
    tag,
    summary: 'Bring removed examples back',
    description: 'What one removal took, or single ones. They are back at their places.',
    security: 'bearer',
    body: restoreExamplesRequestSchema,
    responses: { 200: { description: 'They are back', schema: restoreExamplesResponseSchema } },
    problems: ['not_found'],
    handler: async ({ dependencies: { database }, principal, body }) => {
      const restored = await database.asUser(principal.user, (tx) => restoreExamples(tx, body));
      return { status: 200, body: { success: true as const, restored } };
    },
  }),
  defineOperation({
    id: 'listTrainingRemovals',
    method: 'get',
    path: '/api/training/removals',
    tag,
    summary: 'List what can be brought back',
    description: `The latest ${mostRemovals} removals.`,
    security: 'bearer',
    responses: { 200: { description: 'Removals, the latest first', schema: removalsSchema } },
    handler: async ({ dependencies: { database }, principal }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => listRemovals(tx, mostRemovals)),
    }),
  }),
];
