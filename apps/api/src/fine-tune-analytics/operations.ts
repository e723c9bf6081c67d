import { analyticsQuerySchema, analyticsSchema } from '@understudy/domain/fine-tune-analytics/analytics';
import { defineOperation } from '../http/operation.ts';
import { readAnalytics } from './read-analytics.ts';

/** What fine-tuning was, has cost and was good for. */
export const fineTuneAnalyticsOperations = [
  defineOperation({
    id: 'getFineTuneAnalytics',
    method: 'get',
    path: '/api/fine-tune/analytics',
    tag: 'Fine-tune analytics',
    summary: 'Read what fine-tuning was, has cost and was good for',
    description: [
      'Jobs by status and provider, training tokens and cost by day, chat by day and model, ratings by model, and the time',
      'from a job’s creation to its model; of one avatar or of all, in the days of a time zone. Costs of answers are booked',
      'by days in UTC.',
    ].join(' '),
    security: 'bearer',
    query: analyticsQuerySchema,
    responses: { 200: { description: 'The numbers', schema: analyticsSchema } },
    problems: ['not_found'],
    handler: async ({ dependencies: { database }, principal, query }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => readAnalytics(tx, query)),
    }),
  }),
];
