import { readAutoTrainBatch } from '@understudy/db/auto-train/read-auto-train-batch';
import {
  autoTrainDefaultsSchema,
  autoTrainEstimateRequestSchema,
} from '@understudy/domain/auto-train/auto-train-defaults';
import { autoTrainRequestSchema } from '@understudy/domain/auto-train/auto-train-request';
import { autoTrainBatchSchema, autoTrainResultSchema } from '@understudy/domain/auto-train/auto-train-result';
import { batchEstimateSchema, estimateBatch } from '@understudy/domain/auto-train/estimate-batch';
import { genreList, genreListSchema } from '@understudy/domain/auto-train/genres';
import { z } from 'zod';
import { idempotencyHeaders, idParams, replayedHeaders, startedRunHeaders } from '../http/common-schemas.ts';
import { defineOperation } from '../http/operation.ts';
import { preferenceHeaders, preferHeaders } from '../http/prefer.ts';
import { answerToBatch, longestWaitSeconds } from './answer-to-batch.ts';
import { autoTrainDefaults } from './auto-train-defaults.ts';
import { chooseModels } from './chosen-models.ts';
import { createBatch } from './create-batch.ts';

const tag = 'Auto-train';

const batchHeaders = startedRunHeaders.extend({
  link: z.string().meta({
    description: 'The result so far (`status`) and the whole batch (`describedby`)',
    example: '</auto-train/0190…>; rel="status", </api/auto-train-batches/0190…>; rel="describedby"',
  }),
  ...replayedHeaders.shape,
  ...preferenceHeaders.shape,
});

/** Generate training examples, and what there is to know before. */
export const autoTrainOperations = [
  defineOperation({
    id: 'listTrainingGenres',
    method: 'get',
    path: '/training/genres',
    tag,
    summary: 'List the genres of generated examples',
    security: 'none',
    responses: { 200: { description: 'The genres', schema: genreListSchema } },
    handler: async () => ({ status: 200, body: genreList }),
  }),
  defineOperation({
    id: 'createAutoTrainBatch',
    method: 'post',
    path: '/auto-train',
    alsoPage: true,
    tag,
    summary: 'Generate training examples',
    description: [
      'Starts a run that generates, judges and scores examples, and keeps those with 7.0 or more. Answered at once with',
      'the batch; follow its run by its events. A deployment may allow more than 500 examples for one batch.',
      `\n\n**Waiting.** With \`Prefer: wait=N\` (at most ${longestWaitSeconds} seconds) the answer is the result, with 200,`,
      'when the run ends in time: completed, completed with errors or cancelled. A run that failed is answered with its',
      'reason as problem details. A run that goes on, or waits for a higher cap, is answered with 202. Who goes away',
      'while waiting loses nothing: the run goes on.',
      '\n\n**Repeats.** With `Idempotency-Key`, the same key and the same request answer with the batch that the first',
      'request started, and `Idempotent-Replayed: true`; the same key with another request is refused. Without the',
      'header every request is a batch of its own.',
    ].join(' '),
    security: 'bearer',
    headers: idempotencyHeaders.extend(preferHeaders.shape),
    body: autoTrainRequestSchema(),
    bodyFor: ({ autoTrain }) => autoTrain.requestSchema,
    responses: {
      200: {
        description: 'The result of a batch that has ended; only with `Prefer: wait=N`',
        schema: autoTrainResultSchema,
        headers: batchHeaders,
      },
      202: {
        description: 'The batch, with the run that works on it',
        schema: autoTrainBatchSchema,
        headers: batchHeaders,
      },
    },
    problems: [
      'forbidden',
      'not_found',
      'idempotency_key_reused',
      'provider_key_rejected',
      'provider_quota_exhausted',
      'provider_unavailable',
    ],
    handler: async ({ dependencies, principal, headers, body, signal }) => {
      const { prefer, 'idempotency-key': idempotencyKey } = headers;
      const { user: userId } = principal;
      const created = await createBatch(dependencies, { userId, idempotencyKey, wanted: body });
      return answerToBatch(dependencies, { userId, created, prefer, clientGone: signal });
    },
  }),
  defineOperation({
    id: 'getAutoTrainResult',
    method: 'get',
    path: '/auto-train/:id',
    alsoPage: true,
    tag,
    summary: 'Read the result of a batch so far',
    description: 'The ID is that of the batch, which is also that of its run.',
    security: 'bearer',
    params: idParams,
    responses: { 200: { description: 'The result so far', schema: autoTrainResultSchema } },
    handler: async ({ dependencies: { database, runLinks }, principal, params }) => {
      const batch = await database.asUser(principal.user, (tx) =>
        readAutoTrainBatch(tx, params.id, runLinks),
      );
      return { status: 200, body: batch.result };
    },
  }),
  defineOperation({
    id: 'getAutoTrainDefaults',
    method: 'get',
    path: '/api/auto-train-defaults',
    tag,
    summary: 'What a request may ask for, and gets when it leaves something out',
    security: 'bearer',
    responses: { 200: { description: 'Limits and defaults', schema: autoTrainDefaultsSchema } },
    handler: async ({ dependencies: { autoTrain, models } }) => ({
      status: 200,
      body: autoTrainDefaults(autoTrain, models.names),
    }),
  }),
  defineOperation({
    id: 'estimateAutoTrain',
    method: 'post',
    path: '/api/auto-train-estimates',
    tag,
    summary: 'Estimate calls and cost of a batch',
    description: 'Nothing is started. The body is that of `POST /auto-train` without `user_id`.',
    security: 'bearer',
    body: autoTrainEstimateRequestSchema(),
    bodyFor: ({ autoTrain }) => autoTrain.estimateRequestSchema,
    responses: { 200: { description: 'The estimate', schema: batchEstimateSchema } },
    handler: async ({ dependencies: { autoTrain, models }, body }) => ({
      status: 200,
      body: estimateBatch(body.num_examples, chooseModels(models, autoTrain, body)),
    }),
  }),
];
