import { trainingFileFolder } from '@understudy/activities/training-files/artefact-keys';
import { deleteTrainingFile, updateTrainingFile } from '@understudy/db/training-files/change-training-file';
import {
  findArtefact,
  getTrainingFile,
  listSamplePairs,
} from '@understudy/db/training-files/get-training-file';
import {
  listFileConversationIds,
  listFileConversations,
} from '@understudy/db/training-files/list-file-conversations';
import { downloadLinkSchema, downloadLinkSeconds } from '@understudy/domain/downloads/download';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { numberParameter } from '@understudy/domain/http/number-parameter';
import { pageQuerySchema } from '@understudy/domain/http/page';
import { downloadName } from '@understudy/domain/training-files/artefact-json';
import { artefactFormatSchema } from '@understudy/domain/training-files/artefact-format';
import {
  trainingFileChecklistSchema,
  trainingFileConversationsSchema,
  trainingFileResponseSchema,
  updateTrainingFileSchema,
} from '@understudy/domain/training-files/training-file';
import { z } from 'zod';
import { signDownload } from '../downloads/download-links.ts';
import { idParams } from '../http/common-schemas.ts';
import { defineOperation } from '../http/operation.ts';

const tag = 'Training files';

/** What is in a training file, how good it is, and how it is downloaded, renamed and deleted. */
export const trainingFileContentOperations = [
  defineOperation({
    id: 'getTrainingFileConversations',
    method: 'get',
    path: '/api/training-files/:id/conversations',
    tag,
    summary: 'List the conversations of a training file',
    description: 'In their order: the IDs of all, and a page of conversations.',
    security: 'bearer',
    params: idParams,
    query: pageQuerySchema.strict(),
    responses: { 200: { description: 'The conversations', schema: trainingFileConversationsSchema } },
    handler: async ({ dependencies: { database, runLinks }, principal, params, query }) => {
      const body = await database.asUser(principal.user, async (tx) => {
        await getTrainingFile(tx, params.id, runLinks);
        const { items, next_cursor } = await listFileConversations(tx, params.id, query);
        const conversation_ids = await listFileConversationIds(tx, params.id);
        return { conversation_ids, conversations: items, next_cursor };
      });
      return { status: 200, body };
    },
  }),
  defineOperation({
    id: 'getTrainingFileDownload',
    method: 'get',
    path: '/api/training-files/:id/download',
    tag,
    summary: 'Get a link to the JSON or JSONL of a training file',
    description: [
      'The link needs no bearer token and expires after 3600 seconds, or sooner by `expires_in`. It leads to the newest',
      'complete build at the time when it is used. Before the first build is complete the answer is 409.',
    ].join(' '),
    security: 'bearer',
    params: idParams,
    query: z.strictObject({
      format: artefactFormatSchema,
      expires_in: numberParameter(z.number().int().min(1).max(downloadLinkSeconds))
        .optional()
        .describe('Seconds'),
    }),
    responses: { 200: { description: 'The link', schema: downloadLinkSchema } },
    problems: ['conflict'],
    handler: async ({ dependencies: { database, downloadLinks }, principal, params, query }) => {
      const { format, expires_in: seconds } = query;
      const artefact = await database.asUser(principal.user, (tx) => findArtefact(tx, params.id));
      if (artefact === null) {
        throw new UnderstudyError(
          'conflict',
          'There is nothing to download yet: the first build of this training file is not complete. Its run says how far it is.',
        );
      }
      const link = await signDownload(downloadLinks, {
        userId: principal.user,
        fileName: downloadName(artefact.name, format),
        download: { kind: 'training_file', training_file_id: params.id, format },
        ...(seconds === undefined ? {} : { seconds }),
      });
      return { status: 200, body: link };
    },
  }),
  defineOperation({
    id: 'getTrainingFileChecklist',
    method: 'get',
    path: '/api/training-files/:id/checklist',
    tag,
    summary: 'Judge a training file by the quality checklist',
    description: [
      'Conversation count, quality scores, balance (at most 60 % of one persona, arc or topic), training pairs, JSON and',
      'JSONL as they were read back after the build, and pairs drawn evenly from the whole file for a manual review.',
    ].join(' '),
    security: 'bearer',
    params: idParams,
    responses: { 200: { description: 'The checklist', schema: trainingFileChecklistSchema } },
    handler: async ({ dependencies: { database, runLinks }, principal, params }) => {
      const body = await database.asUser(principal.user, async (tx) => {
        const { quality_summary } = await getTrainingFile(tx, params.id, runLinks);
        const { ready, checklist } = quality_summary;
        return { ready, checklist, sample_pairs: await listSamplePairs(tx, params.id) };
      });
      return { status: 200, body };
    },
  }),
  defineOperation({
    id: 'updateTrainingFile',
    method: 'patch',
    path: '/api/training-files/:id',
    tag,
    summary: 'Rename or describe a training file',
    description:
      'Only the fields that are named change. The name within the JSON changes with the next build.',
    security: 'bearer',
    params: idParams,
    body: updateTrainingFileSchema,
    responses: { 200: { description: 'The training file', schema: trainingFileResponseSchema } },
    handler: async ({ dependencies: { database, runLinks }, principal, params, body }) => {
      const { name, description } = body;
      const changes = {
        ...(name === undefined ? {} : { name }),
        ...(description === undefined ? {} : { description }),
      };
      const trainingFile = await database.asUser(principal.user, async (tx) => {
        await updateTrainingFile(tx, params.id, changes, principal.user);
        return getTrainingFile(tx, params.id, runLinks);
      });
      return { status: 200, body: { trainingFile } };
    },
  }),
  defineOperation({
    id: 'deleteTrainingFile',
    method: 'delete',
    path: '/api/training-files/:id',
    tag,
    summary: 'Delete a training file',
    description:
      'With its artefacts; links to them end at once. Its conversations stay. Refused with `conflict` while it is being built.',
    security: 'bearer',
    params: idParams,
    responses: { 204: { description: 'Deleted' } },
    problems: ['conflict'],
    handler: async ({ dependencies: { database, storage, logger }, principal, params }) => {
      await database.asUser(principal.user, (tx) => deleteTrainingFile(tx, params.id));
      const folder = trainingFileFolder({ userId: principal.user, trainingFileId: params.id });
      await storage.deleteAll(folder).catch((error: unknown) => {
        logger.error(
          { err: error, training_file_id: params.id },
          'artefacts of a deleted training file are left',
        );
      });
      return { status: 204 };
    },
  }),
];
