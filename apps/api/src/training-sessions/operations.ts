import { getTrainingSession } from '@understudy/db/training-sessions/get-training-session';
import { listTrainingSessions } from '@understudy/db/training-sessions/list-training-sessions';
import { pageOf, pageQuerySchema } from '@understudy/domain/http/page';
import {
  createTrainingSessionSchema,
  trainingSessionSchema,
  trainingSessionSummarySchema,
} from '@understudy/domain/training-sessions/training-session';
import { acceptedUploads, uploadLimits } from '@understudy/domain/training-sessions/upload-limits';
import { idempotencyHeaders, idParams, replayedHeaders, startedRunHeaders } from '../http/common-schemas.ts';
import { defineOperation } from '../http/operation.ts';
import { createSession } from './create-session.ts';

const tag = 'Training sessions';
const megabytes = uploadLimits.fileBytes / 1024 / 1024;

/** Train an avatar from files and instructions, and read what was found in them. */
export const trainingSessionOperations = [
  defineOperation({
    id: 'createTrainingSession',
    method: 'post',
    path: '/api/avatars/:id/training-sessions',
    tag,
    summary: 'Train an avatar',
    description: [
      'Starts a run that reads the files, finds the conversations in them, measures and analyses how the avatar',
      'speaks, and writes a new prompt version. Answered at once; follow the run by its events.',
      '\n\nFiles that cannot be used are listed in the session with their reason and do not fail it, as long as at',
      'least one file or the instructions are usable.',
      '\n\n**Repeats.** With `Idempotency-Key`, the same key and the same content answer with the run that the first',
      'request started; the same key with other content is refused. Without the header, the key is derived from the',
      'avatar, the instructions, the speaker and the content of the files: while the run of an identical request has',
      'not ended, a repeat answers with that run. A replayed answer carries `Idempotent-Replayed: true`.',
    ].join(' '),
    security: 'bearer',
    params: idParams,
    headers: idempotencyHeaders,
    multipart: {
      fields: createTrainingSessionSchema,
      fileField: 'files[]',
      fileDescription:
        `${acceptedUploads}. At most ${uploadLimits.files} files of at most ${megabytes} MB each; ` +
        'the kind is told by the content, not by the name. The field may also be called `files`.',
    },
    responses: {
      202: {
        description: 'The session, with the run that works on it',
        schema: trainingSessionSchema,
        headers: startedRunHeaders.extend(replayedHeaders.shape),
      },
    },
    problems: [
      'nothing_to_train_on',
      'idempotency_key_reused',
      'file_too_large',
      'file_empty',
      'file_type_unsupported',
      'file_unreadable',
      'file_too_complex',
      'storage_unavailable',
    ],
    handler: async ({ dependencies, principal, params, headers, request }) => {
      const { session, created } = await createSession(dependencies, {
        userId: principal.user,
        avatarId: params.id,
        idempotencyKey: headers['idempotency-key'],
        request,
      });
      const replayed = created ? {} : { 'Idempotent-Replayed': 'true' };
      return { status: 202, body: session, headers: { Location: session.run.links.self, ...replayed } };
    },
  }),
  defineOperation({
    id: 'listTrainingSessions',
    method: 'get',
    path: '/api/avatars/:id/training-sessions',
    tag,
    summary: 'List the training sessions of an avatar',
    description: 'Newest first.',
    security: 'bearer',
    params: idParams,
    query: pageQuerySchema.strict(),
    responses: {
      200: {
        description: 'A page of sessions',
        schema: pageOf('TrainingSessionPage', trainingSessionSummarySchema),
      },
    },
    handler: async ({ dependencies: { database, runLinks }, principal, params, query }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) =>
        listTrainingSessions(tx, params.id, query, runLinks),
      ),
    }),
  }),
  defineOperation({
    id: 'getTrainingSession',
    method: 'get',
    path: '/api/training-sessions/:id',
    tag,
    summary: 'Read a training session',
    description: 'With its files, the conversations found in them, the analysis and the log.',
    security: 'bearer',
    params: idParams,
    responses: { 200: { description: 'The session', schema: trainingSessionSchema } },
    handler: async ({ dependencies: { database, runLinks }, principal, params }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => getTrainingSession(tx, params.id, runLinks)),
    }),
  }),
];
