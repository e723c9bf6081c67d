import { raiseRunCaps } from '@understudy/db/budget/raise-run-budget';
import { getEnrichment } from '@understudy/db/enrichment/get-enrichment';
import { listConversations } from '@understudy/db/enrichment/list-conversations';
import { raiseRunBudgetSchema } from '@understudy/domain/budget/budget';
import {
  conversationDetailSchema,
  conversationSchema,
  listConversationsQuerySchema,
} from '@understudy/domain/enrichment/conversation';
import {
  createdEnrichmentSchema,
  createEnrichmentSchema,
  enrichmentSchema,
} from '@understudy/domain/enrichment/enrichment';
import { pageOf } from '@understudy/domain/http/page';
import { runMessages } from '@understudy/domain/runs/run-contract';
import { idempotencyHeaders, idParams, replayedHeaders, startedRunHeaders } from '../http/common-schemas.ts';
import { defineOperation } from '../http/operation.ts';
import { pauseOrResumeRun } from '../runs/steer-run.ts';
import { readConversation } from './read-conversation.ts';
import { startEnrichment } from './start-enrichment.ts';

const tag = 'Enrichment';

/** Conversations, and how they become fit for training files. */
export const enrichmentOperations = [
  defineOperation({
    id: 'listConversations',
    method: 'get',
    path: '/api/conversations',
    tag,
    summary: 'List your conversations',
    description:
      'Those that were found in the files of training sessions, newest first, with what enrichment found.',
    security: 'bearer',
    query: listConversationsQuerySchema.strict(),
    responses: {
      200: { description: 'A page of conversations', schema: pageOf('ConversationPage', conversationSchema) },
    },
    handler: async ({ dependencies: { database }, principal, query }) => {
      const { limit, cursor, ...wanted } = query;
      const filter = {
        avatarId: wanted.avatar_id,
        status: wanted.enrichment_status,
        search: wanted.search,
        inFile: wanted.training_file_id,
        notInFile: wanted.not_in_training_file_id,
      };
      const page = { limit, cursor };
      const body = await database.asUser(principal.user, (tx) => listConversations(tx, filter, page));
      return { status: 200, body };
    },
  }),
  defineOperation({
    id: 'getConversation',
    method: 'get',
    path: '/api/conversations/:id',
    tag,
    summary: 'Read a conversation and its enrichment',
    description: 'With the metadata and the first 50 training pairs of its enriched file.',
    security: 'bearer',
    params: idParams,
    responses: { 200: { description: 'The conversation', schema: conversationDetailSchema } },
    problems: ['file_unreadable', 'storage_unavailable'],
    handler: async ({ dependencies, principal, params }) => ({
      status: 200,
      body: await readConversation(dependencies, principal.user, params.id),
    }),
  }),
  defineOperation({
    id: 'createEnrichment',
    method: 'post',
    path: '/api/enrichments',
    tag,
    summary: 'Enrich conversations',
    description: [
      'Starts a run that finds persona, emotional arc, topic and quality of each conversation, and writes a training pair',
      'for each reply of the avatar. Conversations that are enriched already, or that another run is at, are left out and',
      'listed in `skipped`; `force` enriches them anew. Pause, resume, cancel and retry the run as any other.',
      '\n\n**Repeats.** With `Idempotency-Key`, the same key and the same request answer with the run that the first',
      'request started.',
    ].join(' '),
    security: 'bearer',
    headers: idempotencyHeaders,
    body: createEnrichmentSchema,
    responses: {
      202: {
        description: 'The enrichment, with the run that works on it',
        schema: createdEnrichmentSchema,
        headers: startedRunHeaders.extend(replayedHeaders.shape),
      },
    },
    problems: ['not_found', 'conflict', 'idempotency_key_reused'],
    handler: async ({ dependencies, principal, headers, body }) => {
      const { database, runLinks } = dependencies;
      const idempotencyKey = headers['idempotency-key'];
      const started = await startEnrichment(dependencies, principal.user, { idempotencyKey, wanted: body });
      const { runId, created, skipped } = started;
      const enrichment = await database.asUser(principal.user, (tx) => getEnrichment(tx, runId, runLinks));
      return {
        status: 202,
        body: { enrichment, skipped },
        headers: {
          Location: enrichment.run.links.self,
          ...(created ? {} : { 'Idempotent-Replayed': 'true' }),
        },
      };
    },
  }),
  defineOperation({
    id: 'getEnrichment',
    method: 'get',
    path: '/api/enrichments/:id',
    tag,
    summary: 'Read an enrichment',
    description: 'With its run, its counts, its cost, and why conversations failed.',
    security: 'bearer',
    params: idParams,
    responses: { 200: { description: 'The enrichment', schema: enrichmentSchema } },
    handler: async ({ dependencies: { database, runLinks }, principal, params }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => getEnrichment(tx, params.id, runLinks)),
    }),
  }),
  defineOperation({
    id: 'raiseEnrichmentBudget',
    method: 'put',
    path: '/api/enrichments/:id/budget',
    tag,
    summary: 'Raise the caps of an enrichment',
    description:
      'A cap that is left out stays; null takes it away. Caps can be raised, not lowered. A run that waits for a higher cap goes on at once.',
    security: 'bearer',
    params: idParams,
    body: raiseRunBudgetSchema,
    responses: { 200: { description: 'The enrichment', schema: enrichmentSchema } },
    problems: ['conflict', 'orchestrator_unavailable', 'worker_unavailable'],
    handler: async ({ dependencies, principal, params, body }) => {
      const { database, runLinks } = dependencies;
      const read = () => database.asUser(principal.user, (tx) => getEnrichment(tx, params.id, runLinks));
      await read();
      const raised = {
        ...(body.max_cost_usd === undefined ? {} : { maxCostUsd: body.max_cost_usd }),
        ...(body.max_tokens === undefined ? {} : { maxTokens: body.max_tokens }),
      };
      await database.asUser(principal.user, (tx) => raiseRunCaps(tx, params.id, raised));
      const { run } = await read();
      if (run.status === 'budget_paused') {
        await pauseOrResumeRun(dependencies, { userId: principal.user, runId: run.id }, runMessages.resume);
      }
      return { status: 200, body: await read() };
    },
  }),
];
