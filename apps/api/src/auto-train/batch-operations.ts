import { listAutoTrainBatches } from '@understudy/db/auto-train/list-auto-train-batches';
import { listItems, listItemsByIndex } from '@understudy/db/auto-train/list-items';
import { listRejections } from '@understudy/db/auto-train/list-rejections';
import { loadAutoTrainBatch } from '@understudy/db/auto-train/load-auto-train-batch';
import { readAutoTrainBatch } from '@understudy/db/auto-train/read-auto-train-batch';
import { autoTrainBatchSummarySchema } from '@understudy/domain/auto-train/auto-train-batch';
import {
  autoTrainItemSchema,
  autoTrainItemStatusSchema,
  autoTrainRejectionSchema,
} from '@understudy/domain/auto-train/auto-train-item';
import { autoTrainBatchSchema } from '@understudy/domain/auto-train/auto-train-result';
import { genreSchema } from '@understudy/domain/auto-train/genres';
import { rejectionReasonSchema } from '@understudy/domain/auto-train/rejection-reason';
import { raiseRunBudgetSchema } from '@understudy/domain/budget/budget';
import { pageOf, pageQuerySchema } from '@understudy/domain/http/page';
import { idParams } from '../http/common-schemas.ts';
import { defineOperation } from '../http/operation.ts';
import { itemIndicesSchema } from './item-indices.ts';
import { raiseBudget } from './raise-budget.ts';

const tag = 'Auto-train';

/** Batches of generated examples: list, read, look into, and pay more for. */
export const autoTrainBatchOperations = [
  defineOperation({
    id: 'listAutoTrainBatches',
    method: 'get',
    path: '/api/auto-train-batches',
    tag,
    summary: 'List your batches of generated examples',
    description: 'Newest first.',
    security: 'bearer',
    query: pageQuerySchema.strict(),
    responses: {
      200: {
        description: 'A page of batches',
        schema: pageOf('AutoTrainBatchPage', autoTrainBatchSummarySchema),
      },
    },
    handler: async ({ dependencies: { database, runLinks }, principal, query }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => listAutoTrainBatches(tx, query, runLinks)),
    }),
  }),
  defineOperation({
    id: 'getAutoTrainBatch',
    method: 'get',
    path: '/api/auto-train-batches/:id',
    tag,
    summary: 'Read a batch of generated examples',
    description: 'With its run, counts, cost and the result so far.',
    security: 'bearer',
    params: idParams,
    responses: { 200: { description: 'The batch', schema: autoTrainBatchSchema } },
    handler: async ({ dependencies: { database, runLinks }, principal, params }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => readAutoTrainBatch(tx, params.id, runLinks)),
    }),
  }),
  defineOperation({
    id: 'listAutoTrainItems',
    method: 'get',
    path: '/api/auto-train-batches/:id/items',
    tag,
    summary: 'List the finished items of a batch',
    description: [
      'Accepted and failed ones, newest first. With `index` the items that have these indices, in order of index and on',
      'one page: events of a run name items by index, and this gives their texts.',
    ].join(' '),
    security: 'bearer',
    params: idParams,
    query: pageQuerySchema
      .extend({
        status: autoTrainItemStatusSchema.optional().describe('Only items with this status'),
        genre: genreSchema.optional().describe('Only items of this genre'),
        index: itemIndicesSchema.optional(),
      })
      .strict(),
    responses: {
      200: { description: 'A page of items', schema: pageOf('AutoTrainItemPage', autoTrainItemSchema) },
    },
    handler: async ({ dependencies: { database }, principal, params, query }) => {
      const { status, genre, index, ...page } = query;
      const items = await database.asUser(principal.user, async (tx) => {
        await loadAutoTrainBatch(tx, params.id);
        if (index === undefined) return listItems(tx, params.id, { status, genre }, page);
        return { items: await listItemsByIndex(tx, params.id, index), next_cursor: null };
      });
      return { status: 200, body: items };
    },
  }),
  defineOperation({
    id: 'listAutoTrainRejections',
    method: 'get',
    path: '/api/auto-train-batches/:id/rejections',
    tag,
    summary: 'List the rejected attempts of a batch',
    description: 'Newest first.',
    security: 'bearer',
    params: idParams,
    query: pageQuerySchema
      .extend({
        reason: rejectionReasonSchema.optional().describe('Only attempts rejected for this reason'),
        genre: genreSchema.optional().describe('Only attempts at items of this genre'),
      })
      .strict(),
    responses: {
      200: {
        description: 'A page of rejected attempts',
        schema: pageOf('AutoTrainRejectionPage', autoTrainRejectionSchema),
      },
    },
    handler: async ({ dependencies: { database }, principal, params, query }) => {
      const { reason, genre, ...page } = query;
      const rejections = await database.asUser(principal.user, async (tx) => {
        await loadAutoTrainBatch(tx, params.id);
        return listRejections(tx, params.id, { reason, genre }, page);
      });
      return { status: 200, body: rejections };
    },
  }),
  defineOperation({
    id: 'raiseAutoTrainBudget',
    method: 'put',
    path: '/api/auto-train-batches/:id/budget',
    tag,
    summary: 'Raise the caps of a batch',
    description: [
      'A cap that is left out stays; null takes it away. Caps can be raised, not lowered. A run that waits for a higher',
      'cap goes on at once.',
    ].join(' '),
    security: 'bearer',
    params: idParams,
    body: raiseRunBudgetSchema,
    responses: { 200: { description: 'The batch', schema: autoTrainBatchSchema } },
    problems: ['conflict', 'orchestrator_unavailable', 'worker_unavailable'],
    handler: async ({ dependencies, principal, params, body }) => ({
      status: 200,
      body: await raiseBudget(dependencies, { userId: principal.user, batchId: params.id }, body),
    }),
  }),
];
