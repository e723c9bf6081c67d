import { getExample } from '@understudy/db/training-examples/get-example';
import { findExample } from '@understudy/db/training-examples/find-example';
import { listExamples } from '@understudy/db/training-examples/list-examples';
import { countExamples, removeExamples, withIds } from '@understudy/db/training-examples/remove-examples';
import {
  addExampleRequestSchema,
  addExampleResponseSchema,
  exampleDetailSchema,
  updateExampleRequestSchema,
  updateExampleResponseSchema,
} from '@understudy/domain/training-center/contracts/add-example';
import {
  exampleFilterSchema,
  listExamplesQuerySchema,
  listExamplesResponseSchema,
} from '@understudy/domain/training-center/contracts/list-examples';
import {
  deleteExampleResponseSchema,
  exampleIndexSchema,
} from '@understudy/domain/training-center/contracts/remove-examples';
import { recoverableUntil } from '@understudy/domain/training-center/examples/recoverable-until';
import { z } from 'zod';
import { defineOperation } from '../http/operation.ts';
import { addExample } from './add-example.ts';
import { requireAskedAvatar } from './asked-avatar.ts';
import { updateExample } from './update-example.ts';

const tag = 'Training center';

const params = z.strictObject({
  index: exampleIndexSchema.describe(
    'Place in the list in its default order, from 0; or the ID, which stays the same',
  ),
});

/** Whose list an index counts in. */
const scopeQuery = exampleFilterSchema.pick({ avatar_id: true });

const scopeOf = (query: z.infer<typeof scopeQuery>) => ({ avatarId: query.avatar_id ?? null });

/** Training examples one by one: list, read, add, edit and delete them. */
export const exampleOperations = [
  defineOperation({
    id: 'listTrainingExamples',
    method: 'get',
    path: '/api/training/examples',
    tag,
    summary: 'List training examples',
    description: [
      'In the order in which they were added, unless sorted otherwise. Pages by `cursor`, or from any place by `offset`.',
      '`search` finds examples that have all of its words in one of their texts, whatever the letter case: "words in',
      'quotation marks" belong together, and -a dash leaves out what has the word.',
    ].join(' '),
    security: 'bearer',
    query: listExamplesQuerySchema,
    responses: { 200: { description: 'A page of examples', schema: listExamplesResponseSchema } },
    problems: ['malformed_request', 'not_found'],
    handler: async ({ dependencies: { database }, principal, query }) => ({
      status: 200,
      body: await database.asUser(principal.user, async (tx) => {
        await requireAskedAvatar(tx, query.avatar_id);
        return await listExamples(tx, query);
      }),
    }),
  }),
  defineOperation({
    id: 'addTrainingExample',
    method: 'post',
    path: '/api/training/add-example',
    tag,
    summary: 'Add a training example',
    description: 'One that is there already is added as well; the answer says so.',
    security: 'bearer',
    body: addExampleRequestSchema,
    responses: { 201: { description: 'The example', schema: addExampleResponseSchema } },
    problems: ['not_found'],
    handler: async ({ dependencies, principal, body }) => ({
      status: 201,
      body: await addExample(dependencies, principal.user, body),
    }),
  }),
  defineOperation({
    id: 'getTrainingExample',
    method: 'get',
    path: '/api/training/examples/:index',
    tag,
    summary: 'Read a training example',
    security: 'bearer',
    params,
    query: scopeQuery,
    responses: { 200: { description: 'The example with all of its turns', schema: exampleDetailSchema } },
    handler: async ({ dependencies: { database }, principal, params: { index }, query }) => {
      const { item, example } = await database.asUser(principal.user, async (tx) => {
        await requireAskedAvatar(tx, query.avatar_id);
        return await getExample(tx, scopeOf(query), index);
      });
      return { status: 200, body: { example: item, content: example } };
    },
  }),
  defineOperation({
    id: 'updateTrainingExample',
    method: 'patch',
    path: '/api/training/examples/:index',
    tag,
    summary: 'Edit a training example',
    description: 'The texts of its last exchange. Earlier turns, tools and weights stay as they are.',
    security: 'bearer',
    params,
    query: scopeQuery,
    body: updateExampleRequestSchema,
    responses: { 200: { description: 'The example', schema: updateExampleResponseSchema } },
    handler: async ({ dependencies, principal, params: { index }, query, body }) => ({
      status: 200,
      body: await updateExample(dependencies, principal.user, { scope: scopeOf(query), wanted: index }, body),
    }),
  }),
  defineOperation({
    id: 'deleteTrainingExample',
    method: 'delete',
    path: '/api/training/examples/:index',
    tag,
    summary: 'Delete a training example',
    description: 'It can be brought back by `POST /api/training/restore` with its ID.',
    security: 'bearer',
    params,
    query: scopeQuery,
    responses: { 200: { description: 'It is removed', schema: deleteExampleResponseSchema } },
    handler: async ({ dependencies: { database }, principal, params: { index }, query }) => {
      const scope = scopeOf(query);
      const body = await database.asUser(principal.user, async (tx) => {
        await requireAskedAvatar(tx, query.avatar_id);
        const { id } = await findExample(tx, scope, index);
        const { removedAt } = await removeExamples(tx, scope, withIds([id]));
        const total = await countExamples(tx, scope);
        return { success: true as const, id, total, recoverable_until: recoverableUntil(removedAt) };
      });
      return { status: 200, body };
    },
  }),
];
