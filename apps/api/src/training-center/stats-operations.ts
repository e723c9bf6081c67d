import { exampleFilterSchema } from '@understudy/domain/training-center/contracts/list-examples';
import { trainingCenterStatsSchema } from '@understudy/domain/training-center/contracts/training-center-stats';
import { defineOperation } from '../http/operation.ts';
import { trainingStats } from './training-stats.ts';

/** The training center's figures. */
export const trainingStatsOperations = [
  defineOperation({
    id: 'getTrainingStats',
    method: 'get',
    path: '/api/training/stats',
    tag: 'Training center',
    summary: 'Read how many examples there are, and how far from ready',
    description:
      'Readiness: no example 0 %, 100 examples 20 %, 500 examples 100 %, on straight lines between. The figures are of ' +
      'this moment; `quality` is of the last examination.',
    security: 'bearer',
    query: exampleFilterSchema.pick({ avatar_id: true }),
    responses: { 200: { description: 'The figures', schema: trainingCenterStatsSchema } },
    problems: ['not_found'],
    handler: async ({ dependencies, principal, query }) => ({
      status: 200,
      body: await trainingStats(dependencies, principal.user, query.avatar_id ?? null),
    }),
  }),
];
