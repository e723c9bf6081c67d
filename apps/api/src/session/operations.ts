import { defineOperation } from '../http/operation.ts';
import { developmentTokenRequestSchema, developmentTokenSchema, sessionSchema } from './session.ts';

const tag = 'Session';

/** Who is asking, and the token with which developers ask. */
export const sessionOperations = [
  defineOperation({
    id: 'getSession',
    method: 'get',
    path: '/api/session',
    tag,
    summary: 'Who am I, and where',
    security: 'bearer',
    responses: { 200: { description: 'The user and the installation', schema: sessionSchema } },
    handler: () => Promise.reject(new Error('being written')),
  }),
  defineOperation({
    id: 'createDevelopmentToken',
    method: 'post',
    path: '/auth/development-token',
    tag,
    summary: 'Get a token for development',
    description:
      'Only where the installation signs tokens with its development secret; everywhere else this address does not exist.',
    security: 'none',
    body: developmentTokenRequestSchema,
    responses: { 200: { description: 'A token', schema: developmentTokenSchema } },
    problems: ['not_found'],
    handler: () => Promise.reject(new Error('being written')),
  }),
];
