import { getTrainingImport } from '@understudy/db/training-imports/get-training-import';
import { listTrainingImports } from '@understudy/db/training-imports/list-training-imports';
import { pageQuerySchema } from '@understudy/domain/http/page';
import {
  confirmImportRequestSchema,
  trainingImportPageSchema,
  trainingImportSchema,
  undoImportResponseSchema,
  uploadFieldsSchema,
} from '@understudy/domain/training-center/contracts/import-examples';
import { z } from 'zod';
import { idempotencyHeaders, idParams, replayedHeaders, startedRunHeaders } from '../http/common-schemas.ts';
import { answered, defineOperation } from '../http/operation.ts';
import { preferenceHeaders, preferHeaders } from '../http/prefer.ts';
import { cancelRun } from '../runs/steer-run.ts';
import { answerToUpload } from './answer-to-upload.ts';
import { confirmImport } from './confirm-import.ts';
import { createImport } from './create-import.ts';
import { sendFaultReport } from './send-fault-report.ts';
import { undoImport } from './undo-import.ts';

const tag = 'Training center';
const answerHeaders = startedRunHeaders.extend({ ...replayedHeaders.shape, ...preferenceHeaders.shape });

/** Import files of examples: upload, look at the preview, confirm, follow, and undo. */
export const trainingImportOperations = [
  defineOperation({
    id: 'uploadTrainingExamples',
    method: 'post',
    path: '/api/training/upload',
    tag,
    summary: 'Import a file of examples',
    description: [
      'JSON Lines, JSON, CSV or TSV, also compressed with gzip, or Apache Parquet: OpenAI’s chat format with tools and weights, prompt and',
      'completion, Hugging Face’s messages, Alpaca, ShareGPT, preference pairs, Gemini, Bedrock, Glaive, UltraChat, texts that a chat',
      'template wrote, and tables with or without a header. The format is told by the content. Starts a run that reads the file and',
      'stores its examples; records that cannot be read are reported with line, column, field and reason.',
      '\n\nAnswered with the result when the import is done within 10 seconds, or within N with `Prefer: wait=N`; else, and',
      'at once with `Prefer: respond-async`, with 202 and the import as it stands. With `preview=true` nothing is stored before it is confirmed, and the answer comes',
      'with the preview.',
      '\n\n**Repeats.** The same `Idempotency-Key` and the same request answer with the import that the first one started.',
      'Without the header, so does the same request while the first import has not ended. A replayed answer carries',
      '`Idempotent-Replayed: true`. A file that was imported before is named in `same_file_as`.',
    ].join(' '),
    security: 'bearer',
    headers: idempotencyHeaders.extend(preferHeaders.shape),
    multipart: {
      fields: uploadFieldsSchema,
      fileField: 'file',
      fileDescription:
        'One file, of at most 1,024 MB unless the deployment says otherwise (`TRAINING_UPLOAD_LIMIT_MB`).',
    },
    responses: {
      200: {
        description: 'What came of the file, or its preview',
        schema: trainingImportSchema,
        headers: answerHeaders,
      },
      202: { description: 'The import is under way', schema: trainingImportSchema, headers: answerHeaders },
    },
    problems: [
      'not_found',
      'idempotency_key_reused',
      'file_too_large',
      'file_empty',
      'file_type_unsupported',
      'file_unreadable',
      'storage_unavailable',
    ],
    handler: async ({ dependencies, principal, headers, request, signal }) => {
      const userId = principal.user;
      const idempotencyKey = headers['idempotency-key'];
      const queued = await createImport(dependencies, { userId, idempotencyKey, request });
      const { prefer } = headers;
      return answerToUpload(dependencies, { userId, queued, prefer, clientGone: signal });
    },
  }),
  defineOperation({
    id: 'listTrainingImports',
    method: 'get',
    path: '/api/training/imports',
    tag,
    summary: 'List your imports',
    description: 'Newest first.',
    security: 'bearer',
    query: pageQuerySchema
      .extend({ avatar_id: z.uuid().optional().describe('Only imports for this avatar') })
      .strict(),
    responses: { 200: { description: 'A page of imports', schema: trainingImportPageSchema } },
    handler: async ({ dependencies: { database }, principal, query }) => {
      const { avatar_id: avatarId = null, ...page } = query;
      const body = await database.asUser(principal.user, (tx) => listTrainingImports(tx, avatarId, page));
      return { status: 200, body };
    },
  }),
  defineOperation({
    id: 'getTrainingImport',
    method: 'get',
    path: '/api/training/imports/:id',
    tag,
    summary: 'Read an import',
    description: 'With its preview, counts and the first faults.',
    security: 'bearer',
    params: idParams,
    responses: { 200: { description: 'The import', schema: trainingImportSchema } },
    handler: async ({ dependencies: { database }, principal, params }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => getTrainingImport(tx, params.id)),
    }),
  }),
  defineOperation({
    id: 'confirmTrainingImport',
    method: 'post',
    path: '/api/training/imports/:id/confirm',
    tag,
    summary: 'Confirm an import after its preview',
    description:
      'Choices that are left out stay as they were uploaded. Answered when the import has begun, or with its result when it is ' +
      'done within N seconds with `Prefer: wait=N`.',
    security: 'bearer',
    params: idParams,
    headers: preferHeaders,
    body: confirmImportRequestSchema,
    responses: {
      200: {
        description: 'The import as it stands',
        schema: trainingImportSchema,
        headers: preferenceHeaders,
      },
    },
    problems: ['conflict', 'orchestrator_unavailable', 'worker_unavailable'],
    handler: async ({ dependencies, principal, params, headers, body, signal }) => {
      const { prefer } = headers;
      const confirmed = { userId: principal.user, importId: params.id, prefer, clientGone: signal };
      return { status: 200, ...(await confirmImport(dependencies, confirmed, body)) };
    },
  }),
  defineOperation({
    id: 'cancelTrainingImport',
    method: 'post',
    path: '/api/training/imports/:id/cancel',
    tag,
    summary: 'Cancel an import',
    description: [
      'It ends within seconds. What is stored stays, unless the import is one of all or nothing; undo the import to remove',
      'it.',
    ].join(' '),
    security: 'bearer',
    params: idParams,
    responses: { 200: { description: 'The import, which ends', schema: trainingImportSchema } },
    problems: ['conflict', 'orchestrator_unavailable'],
    handler: async ({ dependencies, principal, params }) => {
      const { database } = dependencies;
      const read = () => database.asUser(principal.user, (tx) => getTrainingImport(tx, params.id));
      await read();
      await cancelRun(dependencies, { userId: principal.user, runId: params.id });
      return { status: 200, body: await read() };
    },
  }),
  defineOperation({
    id: 'getTrainingImportFaults',
    method: 'get',
    path: '/api/training/imports/:id/faults',
    tag,
    summary: 'Download the faults of an import',
    description: 'A CSV file: line, column, field, code, reason and what to do, in the order of the file.',
    security: 'bearer',
    params: idParams,
    responses: { 200: { description: 'The list of faults', file: ['text/csv'] } },
    handler: async ({ dependencies, principal, params, response }) => {
      await sendFaultReport(dependencies, { userId: principal.user, importId: params.id }, response);
      return answered;
    },
  }),
  defineOperation({
    id: 'undoTrainingImport',
    method: 'delete',
    path: '/api/training/imports/:id/examples',
    tag,
    summary: 'Undo an import',
    description:
      'Removes what there still is of its examples, as one removal, which can be brought back for 30 days.',
    security: 'bearer',
    params: idParams,
    responses: { 200: { description: 'What was removed', schema: undoImportResponseSchema } },
    problems: ['conflict'],
    handler: async ({ dependencies, principal, params }) => ({
      status: 200,
      body: await undoImport(dependencies, { userId: principal.user, importId: params.id }),
    }),
  }),
];
