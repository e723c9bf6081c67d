import { compareAnswers } from '@understudy/activities/prompt-versions/compare-answers';
import {
  activatePromptVersion,
  deactivatePromptVersion,
} from '@understudy/db/prompt-versions/activate-prompt-version';
import { getPromptVersion } from '@understudy/db/prompt-versions/get-prompt-version';
import { listPromptVersions } from '@understudy/db/prompt-versions/list-prompt-versions';
import { ratePromptVersion } from '@understudy/db/prompt-versions/rate-prompt-version';
import { rollBackPromptVersion } from '@understudy/db/prompt-versions/roll-back-prompt-version';
import { pageOf, pageQuerySchema } from '@understudy/domain/http/page';
import {
  compareAnswersRequestSchema,
  compareAnswersResponseSchema,
  promptVersionComparisonSchema,
  promptVersionSchema,
  ratePromptVersionSchema,
  rollbackPromptVersionSchema,
} from '@understudy/domain/prompt-versions/prompt-version';
import { z } from 'zod';
import { idParams } from '../http/common-schemas.ts';
import { defineOperation } from '../http/operation.ts';
import { comparePromptVersions } from './compare-prompt-versions.ts';

const tag = 'Prompt versions';
const version = { description: 'The version', schema: promptVersionSchema } as const;
const pairParams = z.strictObject({
  a: z.uuid().describe('ID of the one version'),
  b: z.uuid().describe('ID of the other version, of the same avatar'),
});

/** Read, switch, rate and compare what training has produced. */
export const promptVersionOperations = [
  defineOperation({
    id: 'listPromptVersions',
    method: 'get',
    path: '/api/avatars/:id/prompt-versions',
    tag,
    summary: 'List the prompt versions of an avatar',
    description: 'Newest first.',
    security: 'bearer',
    params: idParams,
    query: pageQuerySchema.strict(),
    responses: {
      200: { description: 'A page of versions', schema: pageOf('PromptVersionPage', promptVersionSchema) },
    },
    handler: async ({ dependencies: { database }, principal, params, query }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => listPromptVersions(tx, params.id, query)),
    }),
  }),
  defineOperation({
    id: 'rollbackPromptVersion',
    method: 'post',
    path: '/api/avatars/:id/prompt-versions/rollback',
    tag,
    summary: 'Go back to an earlier version',
    description: 'To the version that is named, or to the one that was active before.',
    security: 'bearer',
    params: idParams,
    body: rollbackPromptVersionSchema,
    responses: { 200: { description: 'The version that is active now', schema: promptVersionSchema } },
    problems: ['conflict'],
    handler: async ({ dependencies: { database }, principal, params, body }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) =>
        rollBackPromptVersion(tx, params.id, body.to_version_id),
      ),
    }),
  }),
  defineOperation({
    id: 'getPromptVersion',
    method: 'get',
    path: '/api/prompt-versions/:id',
    tag,
    summary: 'Read a prompt version',
    security: 'bearer',
    params: idParams,
    responses: { 200: version },
    handler: async ({ dependencies: { database }, principal, params }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => getPromptVersion(tx, params.id)),
    }),
  }),
  defineOperation({
    id: 'activatePromptVersion',
    method: 'post',
    path: '/api/prompt-versions/:id/activate',
    tag,
    summary: 'Let the avatar speak with this version',
    description: 'The version that was active until now is deactivated. Repeating it changes nothing.',
    security: 'bearer',
    params: idParams,
    responses: { 200: version },
    handler: async ({ dependencies: { database }, principal, params }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => activatePromptVersion(tx, params.id)),
    }),
  }),
  defineOperation({
    id: 'deactivatePromptVersion',
    method: 'post',
    path: '/api/prompt-versions/:id/deactivate',
    tag,
    summary: 'Let the avatar speak without this version',
    description: 'The avatar then speaks from its profile alone. Repeating it changes nothing.',
    security: 'bearer',
    params: idParams,
    responses: { 200: version },
    handler: async ({ dependencies: { database }, principal, params }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => deactivatePromptVersion(tx, params.id)),
    }),
  }),
  defineOperation({
    id: 'ratePromptVersion',
    method: 'post',
    path: '/api/prompt-versions/:id/rate',
    tag,
    summary: 'Rate an answer of a version',
    security: 'bearer',
    params: idParams,
    body: ratePromptVersionSchema,
    responses: { 200: { description: 'The version with its new average', schema: promptVersionSchema } },
    handler: async ({ dependencies: { database }, principal, params, body }) => {
      const { rating, comment = null, message_id: chatMessageId = null } = body;
      const wanted = { promptVersionId: params.id, chatMessageId, rating, comment };
      const version = await database.asUser(principal.user, (tx) => ratePromptVersion(tx, wanted));
      return { status: 200, body: version };
    },
  }),
  defineOperation({
    id: 'comparePromptVersions',
    method: 'get',
    path: '/api/prompt-versions/:a/compare/:b',
    tag,
    summary: 'Compare two versions',
    description: 'Differences in text, analysis and measured style, with usage and ratings.',
    security: 'bearer',
    params: pairParams,
    responses: { 200: { description: 'The comparison', schema: promptVersionComparisonSchema } },
    problems: ['validation_failed'],
    handler: async ({ dependencies: { database }, principal, params }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => comparePromptVersions(tx, params)),
    }),
  }),
  defineOperation({
    id: 'comparePromptVersionAnswers',
    method: 'post',
    path: '/api/prompt-versions/:a/compare/:b/run',
    tag,
    summary: 'Ask two versions the same questions',
    security: 'bearer',
    rateLimit: 'chat',
    params: pairParams,
    body: compareAnswersRequestSchema,
    responses: {
      200: { description: 'Both answers to every question', schema: compareAnswersResponseSchema },
    },
    problems: [
      'provider_key_rejected',
      'provider_quota_exhausted',
      'provider_model_unavailable',
      'provider_request_rejected',
      'provider_refused_content',
      'provider_rate_limited',
      'provider_unavailable',
      'provider_answer_invalid',
    ],
    handler: async ({ dependencies: { database, models }, principal, params, body, signal }) => ({
      status: 200,
      body: await compareAnswers(
        { database, models },
        { userId: principal.user, versionA: params.a, versionB: params.b, questions: body.questions, signal },
      ),
    }),
  }),
];
