import { z } from 'zod';
import { defineOperation } from '../http/operation.ts';
import { apiVersion } from '../version.ts';
import { checkReadiness } from './check-readiness.ts';

const tag = 'Health';

const healthSchema = z
  .object({
    status: z.literal('ok'),
    version: z.string(),
    simulated_providers: z.array(z.string()).describe('Providers that the simulator stands in for'),
    production: z.boolean(),
  })
  .meta({ id: 'Health' });

const readinessSchema = z
  .object({ status: z.literal('ready'), database: z.literal('ok'), temporal: z.literal('ok') })
  .meta({ id: 'Readiness' });

/** Whether the process lives, and whether it can work. */
export const healthOperations = [
  defineOperation({
    id: 'getHealth',
    method: 'get',
    path: '/healthz',
    tag,
    summary: 'Is the process alive',
    description: 'Asks nothing else: an orchestrator restarts the process when this does not answer.',
    security: 'none',
    rateLimit: 'none',
    responses: { 200: { description: 'It is', schema: healthSchema } },
    handler: async ({ dependencies: { installation } }) => ({
      status: 200,
      body: {
        status: 'ok' as const,
        version: apiVersion,
        simulated_providers: [...installation.simulatedProviders],
        production: installation.production,
      },
    }),
  }),
  defineOperation({
    id: 'getReadiness',
    method: 'get',
    path: '/readyz',
    tag,
    summary: 'Can the process work',
    description: 'Asks the database and Temporal. A problem names what is missing.',
    security: 'none',
    rateLimit: 'none',
    responses: { 200: { description: 'Everything it needs is there', schema: readinessSchema } },
    problems: ['database_unavailable', 'orchestrator_unavailable'],
    handler: async ({ dependencies }) => {
      await checkReadiness(dependencies);
      return { status: 200, body: { status: 'ready', database: 'ok', temporal: 'ok' } as const };
    },
  }),
];
