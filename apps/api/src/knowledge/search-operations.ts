import { retrieveKnowledge } from '@understudy/activities/knowledge/retrieve-knowledge';
import { knowledgeStats } from '@understudy/db/knowledge/knowledge-stats';
import { numberParameter } from '@understudy/domain/http/number-parameter';
import { knowledgeLimits, knowledgeStatsSchema } from '@understudy/domain/knowledge/knowledge-document';
import { knowledgeSearchResultSchema } from '@understudy/domain/knowledge/knowledge-passage';
import { z } from 'zod';
import { defineOperation } from '../http/operation.ts';

const tag = 'Knowledge';
const avatarId = z
  .uuid()
  .optional()
  .describe('Only what this avatar can answer from: its own knowledge, and that of no avatar in particular');

/** Search in what avatars know, and how much it is. */
export const knowledgeSearchOperations = [
  defineOperation({
    id: 'searchKnowledge',
    method: 'get',
    path: '/api/knowledge/search',
    tag,
    summary: 'Search your knowledge',
    description: [
      'The passages nearest to a question: by the words they have, and by what they mean, both fused by reciprocal rank.',
      'Words in quotes must stand together, and a word after a minus must not occur. Where the embedding model cannot',
      'be asked, passages are searched by their words alone, and `searched_by` says so.',
    ].join(' '),
    security: 'bearer',
    query: z.strictObject({
      q: z
        .string()
        .trim()
        .min(1, 'Ask something')
        .max(knowledgeLimits.questionCharacters)
        .describe('The question'),
      avatar_id: avatarId,
      limit: numberParameter(z.number().int().min(1).max(50)).prefault(10).describe('At most this many'),
    }),
    responses: { 200: { description: 'The passages, best first', schema: knowledgeSearchResultSchema } },
    handler: async ({ dependencies, principal, query, signal }) => {
      const { q: question, avatar_id = null, limit } = query;
      const asked = { userId: principal.user, question, avatarId: avatar_id, limit, signal };
      return { status: 200, body: await retrieveKnowledge(dependencies, asked) };
    },
  }),
  defineOperation({
    id: 'getKnowledgeStats',
    method: 'get',
    path: '/api/knowledge/stats',
    tag,
    summary: 'How much your avatars know',
    security: 'bearer',
    query: z.strictObject({ avatar_id: avatarId }),
    responses: {
      200: { description: 'Counts, and how vectors are made and compared', schema: knowledgeStatsSchema },
    },
    handler: async ({ dependencies: { database, embeddings }, principal, query }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) =>
        knowledgeStats(tx, query.avatar_id ?? null, embeddings.model),
      ),
    }),
  }),
];
