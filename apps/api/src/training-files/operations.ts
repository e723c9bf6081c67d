import { newId } from '@understudy/db/new-id';
import { addConversations, requestBuild } from '@understudy/db/training-files/add-conversations';
import { getTrainingFile } from '@understudy/db/training-files/get-training-file';
import { listTrainingFiles } from '@understudy/db/training-files/list-training-files';
import {
  addConversationsSchema,
  createTrainingFileSchema,
  listTrainingFilesQuerySchema,
  trainingFileListSchema,
  trainingFileResponseSchema,
} from '@understudy/domain/training-files/training-file';
import { idempotencyHeaders, idParams, replayedHeaders, startedRunHeaders } from '../http/common-schemas.ts';
import { defineOperation } from '../http/operation.ts';
import { preferenceHeaders, preferHeaders } from '../http/prefer.ts';
import { awaitBuild, longestWaitSeconds } from './await-build.ts';
import { createFile } from './create-file.ts';
import { refuseOtherUser } from './refuse-other-user.ts';

const tag = 'Training files';

const builtHeaders = startedRunHeaders.extend({
  ...replayedHeaders.shape,
  ...preferenceHeaders.shape,
});

const waiting = [
  'The answer waits up to 5 seconds for the build, or as long as `Prefer: wait=N` says',
  `(at most ${longestWaitSeconds}); a build that takes longer goes on, and the answer is 202.`,
].join(' ');

/** Training files: list, create, add to, build, read. */
export const trainingFileOperations = [
  defineOperation({
    id: 'listTrainingFiles',
    method: 'get',
    path: '/api/training-files',
    tag,
    summary: 'List your training files',
    description: 'Newest first.',
    security: 'bearer',
    query: listTrainingFilesQuerySchema.strict(),
    responses: { 200: { description: 'A page of training files', schema: trainingFileListSchema } },
    handler: async ({ dependencies: { database, runLinks }, principal, query }) => {
      const { status, search, created_by: createdBy, ...page } = query;
      const filter = { status, search, createdBy };
      const { items, next_cursor } = await database.asUser(principal.user, (tx) =>
        listTrainingFiles(tx, filter, page, runLinks),
      );
      return { status: 200, body: { trainingFiles: items, next_cursor } };
    },
  }),
  defineOperation({
    id: 'createTrainingFile',
    method: 'post',
    path: '/api/training-files',
    tag,
    summary: 'Aggregate enriched conversations into a training file',
    description: [
      `${waiting} The status is then \`building\`; normally it is \`active\`.`,
      '\n\n**Repeats.** With `Idempotency-Key`, the same key and the same request answer with the file that the first',
      'request made. Without the header every request is a file of its own.',
    ].join(' '),
    security: 'bearer',
    headers: idempotencyHeaders.extend(preferHeaders.shape),
    body: createTrainingFileSchema,
    responses: {
      201: {
        description: 'The training file; where its build has failed, `error` says why',
        schema: trainingFileResponseSchema,
        headers: builtHeaders,
      },
      202: {
        description: 'The training file, whose build goes on',
        schema: trainingFileResponseSchema,
        headers: builtHeaders,
      },
    },
    problems: ['forbidden', 'not_found', 'idempotency_key_reused'],
    handler: async ({ dependencies, principal, headers, body, signal }) => {
      const { prefer, 'idempotency-key': idempotencyKey } = headers;
      refuseOtherUser(principal.user, 'created_by', body.created_by);
      const build = await createFile(dependencies, principal.user, { idempotencyKey, wanted: body });
      const answer = await awaitBuild(dependencies, build, { prefer, clientGone: signal });
      return {
        status: answer.built ? 201 : 202,
        body: { trainingFile: answer.trainingFile },
        headers: {
          Location: `/api/training-files/${build.trainingFileId}`,
          ...answer.preference,
          ...(build.created ? {} : { 'Idempotent-Replayed': 'true' }),
        },
      };
    },
  }),
  defineOperation({
    id: 'getTrainingFile',
    method: 'get',
    path: '/api/training-files/:id',
    tag,
    summary: 'Read a training file',
    security: 'bearer',
    params: idParams,
    responses: { 200: { description: 'The training file', schema: trainingFileResponseSchema } },
    handler: async ({ dependencies: { database, runLinks }, principal, params }) => ({
      status: 200,
      body: {
        trainingFile: await database.asUser(principal.user, (tx) => getTrainingFile(tx, params.id, runLinks)),
      },
    }),
  }),
  defineOperation({
    id: 'addConversationsToTrainingFile',
    method: 'post',
    path: '/api/training-files/:id/add-conversations',
    tag,
    summary: 'Add conversations to a training file',
    description: [
      'All of them or none. What could be downloaded before still can until the new build is complete.',
      waiting,
      'Conversations that are in the file already are refused with `conflict`, which names them.',
    ].join(' '),
    security: 'bearer',
    params: idParams,
    headers: preferHeaders,
    body: addConversationsSchema,
    responses: {
      200: { description: 'The training file', schema: trainingFileResponseSchema, headers: builtHeaders },
      202: {
        description: 'The training file, whose build goes on',
        schema: trainingFileResponseSchema,
        headers: builtHeaders,
      },
    },
    problems: ['forbidden', 'conflict'],
    handler: async ({ dependencies, principal, params, headers, body, signal }) => {
      refuseOtherUser(principal.user, 'added_by', body.added_by);
      const asked = { trainingFileId: params.id, runId: newId(), by: principal.user };
      const requested = await dependencies.database.asUser(principal.user, (tx) =>
        addConversations(tx, asked, body.conversation_ids),
      );
      const build = { userId: principal.user, trainingFileId: params.id, ...requested };
      const { prefer } = headers;
      const answer = await awaitBuild(dependencies, build, { prefer, clientGone: signal });
      return {
        status: answer.built ? 200 : 202,
        body: { trainingFile: answer.trainingFile },
        headers: { Location: `/api/runs/${build.runId}`, ...answer.preference },
      };
    },
  }),
  defineOperation({
    id: 'buildTrainingFile',
    method: 'post',
    path: '/api/training-files/:id/build',
    tag,
    summary: 'Build a training file anew',
    description: `After a failed build, or when its conversations were enriched anew. ${waiting}`,
    security: 'bearer',
    params: idParams,
    headers: preferHeaders,
    responses: {
      200: { description: 'The training file', schema: trainingFileResponseSchema, headers: builtHeaders },
      202: {
        description: 'The training file, whose build goes on',
        schema: trainingFileResponseSchema,
        headers: builtHeaders,
      },
    },
    handler: async ({ dependencies, principal, params, headers, signal }) => {
      const asked = { trainingFileId: params.id, runId: newId(), by: principal.user };
      const requested = await dependencies.database.asUser(principal.user, (tx) => requestBuild(tx, asked));
      const build = { userId: principal.user, trainingFileId: params.id, ...requested };
      const { prefer } = headers;
      const answer = await awaitBuild(dependencies, build, { prefer, clientGone: signal });
      return {
        status: answer.built ? 200 : 202,
        body: { trainingFile: answer.trainingFile },
        headers: { Location: `/api/runs/${build.runId}`, ...answer.preference },
      };
    },
  }),
];
