import { getAvatarName } from '@understudy/db/avatars/get-avatar-name';
import { getExperiment, listExperiments } from '@understudy/db/model-experiments/get-experiment';
import {
  experimentPageSchema,
  experimentSchema,
  listExperimentsQuerySchema,
  startExperimentSchema,
  stopExperimentSchema,
} from '@understudy/domain/model-experiments/experiment';
import { idParams } from '../http/common-schemas.ts';
import { defineOperation } from '../http/operation.ts';
import { startExperiment } from './start-experiment.ts';
import { stopExperiment } from './stop-experiment.ts';

const tag = 'Model experiments';

/** A/B splits of an avatar's chat: start, list, read, stop. */
export const modelExperimentOperations = [
  defineOperation({
    id: 'startModelExperiment',
    method: 'post',
    path: '/api/avatars/:id/model-experiments',
    tag,
    summary: 'Split an avatar’s chat between two models or versions',
    description: [
      'Each conversation goes to one arm and stays there: by the `conversation_id` that the chat is given, or else by its',
      'first turn. Chat answers say the arm; rate them as any answer. What an arm is, is settled now and stays so.',
      'An avatar has one experiment at a time.',
    ].join(' '),
    security: 'bearer',
    params: idParams,
    body: startExperimentSchema,
    responses: { 201: { description: 'The experiment', schema: experimentSchema } },
    problems: ['conflict'],
    handler: async ({ dependencies: { database }, principal, params, body }) => ({
      status: 201,
      body: await database.asUser(principal.user, (tx) => startExperiment(tx, params.id, body)),
    }),
  }),
  defineOperation({
    id: 'listModelExperiments',
    method: 'get',
    path: '/api/avatars/:id/model-experiments',
    tag,
    summary: 'List the experiments of an avatar',
    description: 'Newest first, each with its result.',
    security: 'bearer',
    params: idParams,
    query: listExperimentsQuerySchema.strict(),
    responses: { 200: { description: 'A page of experiments', schema: experimentPageSchema } },
    handler: async ({ dependencies: { database }, principal, params, query }) => ({
      status: 200,
      body: await database.asUser(principal.user, async (tx) => {
        await getAvatarName(tx, params.id);
        return await listExperiments(tx, params.id, query);
      }),
    }),
  }),
  defineOperation({
    id: 'getModelExperiment',
    method: 'get',
    path: '/api/model-experiments/:id',
    tag,
    summary: 'Read an experiment and its result so far',
    description:
      'Means, counts and significance of the ratings of both arms, and what they say in plain words.',
    security: 'bearer',
    params: idParams,
    responses: { 200: { description: 'The experiment', schema: experimentSchema } },
    handler: async ({ dependencies: { database }, principal, params }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => getExperiment(tx, params.id)),
    }),
  }),
  defineOperation({
    id: 'stopModelExperiment',
    method: 'post',
    path: '/api/model-experiments/:id/stop',
    tag,
    summary: 'Stop an experiment',
    description: 'With `winner`, the avatar answers with that arm’s model and prompt version from now on.',
    security: 'bearer',
    params: idParams,
    body: stopExperimentSchema,
    responses: { 200: { description: 'The experiment, ended', schema: experimentSchema } },
    problems: ['conflict'],
    handler: async ({ dependencies: { database }, principal, params, body }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => stopExperiment(tx, params.id, body)),
    }),
  }),
];
