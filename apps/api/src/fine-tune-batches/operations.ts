import { getFineTuneBatch, listFineTuneBatches } from '@understudy/db/fine-tune-batches/get-fine-tune-batch';
import {
  createFineTuneBatchSchema,
  estimateFineTuneBatchSchema,
  fineTuneBatchEstimateSchema,
  fineTuneBatchPageSchema,
  fineTuneBatchSchema,
  listFineTuneBatchesQuerySchema,
} from '@understudy/domain/fine-tune-batches/fine-tune-batch';
import { idempotencyHeaders, idParams, replayedHeaders, startedRunHeaders } from '../http/common-schemas.ts';
import { defineOperation } from '../http/operation.ts';
import { cancelRun, retryRun } from '../runs/steer-run.ts';
import { createBatch } from './create-batch.ts';
import { estimateBatch } from './estimate-batch.ts';
import { readBatch, steerBatch } from './steer-batch.ts';

const tag = 'Fine-tune batches';
const theBatch = { description: 'The batch', schema: fineTuneBatchSchema } as const;

/** Many avatars, fine-tuned with the same settings. */
export const fineTuneBatchOperations = [
  defineOperation({
    id: 'estimateFineTuneBatch',
    method: 'post',
    path: '/api/fine-tune-batches/estimate',
    tag,
    summary: 'Ask who of some avatars can be trained, and what all of it costs',
    description:
      'Counts the tokens of each avatar’s examples as its job would. Nothing is stored or paid for.',
    security: 'bearer',
    body: estimateFineTuneBatchSchema,
    responses: { 200: { description: 'Each avatar, and the sum', schema: fineTuneBatchEstimateSchema } },
    problems: ['not_found'],
    handler: async ({ dependencies: { database }, principal, body, signal }) => ({
      status: 200,
      body: await estimateBatch(database, principal.user, body, signal),
    }),
  }),
  defineOperation({
    id: 'createFineTuneBatch',
    method: 'post',
    path: '/api/fine-tune-batches',
    tag,
    summary: 'Fine-tune many avatars with the same settings',
    description: [
      'Each avatar gets a job of its own, a few at a time; who cannot be trained is left out with the reason. The batch’s',
      'run can be followed, paused, cancelled and retried as any run. It ends `completed` only where every avatar has a',
      'model.',
    ].join(' '),
    security: 'bearer',
    headers: idempotencyHeaders,
    body: createFineTuneBatchSchema,
    responses: {
      202: { ...theBatch, headers: startedRunHeaders.extend(replayedHeaders.shape) },
    },
    problems: ['not_found', 'idempotency_key_reused', 'provider_model_unavailable'],
    handler: async ({ dependencies, principal, headers, body }) => {
      const { runId, created } = await createBatch(dependencies, {
        userId: principal.user,
        idempotencyKey: headers['idempotency-key'],
        request: body,
      });
      return {
        status: 202,
        body: await readBatch(dependencies, { userId: principal.user, batchId: runId }),
        headers: {
          Location: `/api/fine-tune-batches/${runId}`,
          ...(created ? {} : { 'Idempotent-Replayed': 'true' }),
        },
      };
    },
  }),
  defineOperation({
    id: 'listFineTuneBatches',
    method: 'get',
    path: '/api/fine-tune-batches',
    tag,
    summary: 'List your batches of fine-tunes',
    description: 'Newest first.',
    security: 'bearer',
    query: listFineTuneBatchesQuerySchema.strict(),
    responses: { 200: { description: 'A page of batches', schema: fineTuneBatchPageSchema } },
    handler: async ({ dependencies: { database }, principal, query }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => listFineTuneBatches(tx, query)),
    }),
  }),
  defineOperation({
    id: 'getFineTuneBatch',
    method: 'get',
    path: '/api/fine-tune-batches/:id',
    tag,
    summary: 'Read a batch, and what has become of each avatar',
    security: 'bearer',
    params: idParams,
    responses: { 200: theBatch },
    handler: async ({ dependencies: { database }, principal, params }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => getFineTuneBatch(tx, params.id)),
    }),
  }),
  defineOperation({
    id: 'cancelFineTuneBatch',
    method: 'post',
    path: '/api/fine-tune-batches/:id/cancel',
    tag,
    summary: 'Cancel a batch',
    description:
      'Its jobs that are under way are cancelled, too, at their provider as well. Models that are there stay.',
    security: 'bearer',
    params: idParams,
    responses: { 202: theBatch },
    problems: ['conflict', 'orchestrator_unavailable'],
    handler: async ({ dependencies, principal, params }) => ({
      status: 202,
      body: await steerBatch(dependencies, { userId: principal.user, batchId: params.id }, cancelRun),
    }),
  }),
  defineOperation({
    id: 'retryFineTuneBatch',
    method: 'post',
    path: '/api/fine-tune-batches/:id/retry',
    tag,
    summary: 'Retry what has failed of a batch',
    description: 'Jobs that have failed or were cancelled are retried; who was left out is looked at again.',
    security: 'bearer',
    params: idParams,
    responses: { 202: { ...theBatch, headers: startedRunHeaders } },
    problems: ['conflict'],
    handler: async ({ dependencies, principal, params }) => {
      const asked = { userId: principal.user, batchId: params.id };
      const body = await steerBatch(dependencies, asked, retryRun);
      return { status: 202, body, headers: { Location: `/api/runs/${params.id}` } };
    },
  }),
];
