import { getKnowledgeDocument } from '@understudy/db/knowledge/get-knowledge-document';
import { listKnowledgeDocuments } from '@understudy/db/knowledge/list-knowledge-documents';
import { pageOf, pageQuerySchema } from '@understudy/domain/http/page';
import {
  acceptedKnowledge,
  knowledgeDocumentSchema,
  knowledgeLimits,
  pasteKnowledgeSchema,
  uploadKnowledgeSchema,
} from '@understudy/domain/knowledge/knowledge-document';
import { z } from 'zod';
import { idempotencyHeaders, idParams, replayedHeaders, startedRunHeaders } from '../http/common-schemas.ts';
import { defineOperation } from '../http/operation.ts';
import { createDocument } from './create-document.ts';
import { removeDocument } from './remove-document.ts';

const tag = 'Knowledge';
const megabytes = knowledgeLimits.fileBytes / 1024 / 1024;

/** Documents that avatars answer from: add, list, read and delete them. */
export const knowledgeDocumentOperations = [
  defineOperation({
    id: 'createKnowledgeDocument',
    method: 'post',
    path: '/api/knowledge-documents',
    tag,
    summary: 'Add a document',
    description: [
      'A file as `multipart/form-data`, or a text as JSON. Starts a run that reads it, splits it into passages and',
      'embeds them. Answered at once; follow the run by its events. Passages are found by their words as soon as the',
      'document is read, and by what they mean as they are embedded.',
      '\n\n**Repeats.** The same `Idempotency-Key` and the same content answer with the document that the first request',
      'made. Without the header, so do the same avatar, title and content, until the document is deleted. A replayed',
      'answer carries `Idempotent-Replayed: true`.',
    ].join(' '),
    security: 'bearer',
    headers: idempotencyHeaders,
    multipart: {
      fields: uploadKnowledgeSchema,
      fileField: 'file',
      fileDescription: `One file of at most ${megabytes} MB. Accepted are ${acceptedKnowledge}, told by the content.`,
      json: pasteKnowledgeSchema,
    },
    responses: {
      202: {
        description: 'The document, with the run that indexes it',
        schema: knowledgeDocumentSchema,
        headers: startedRunHeaders.extend(replayedHeaders.shape),
      },
    },
    problems: [
      'not_found',
      'idempotency_key_reused',
      'file_too_large',
      'file_empty',
      'file_type_unsupported',
      'storage_unavailable',
    ],
    handler: async ({ dependencies, principal, headers, request, response }) => {
      const { database, runLinks } = dependencies;
      const { documentId, created } = await createDocument(dependencies, {
        userId: principal.user,
        idempotencyKey: headers['idempotency-key'],
        request,
        response,
      });
      const document = await database.asUser(principal.user, (tx) =>
        getKnowledgeDocument(tx, documentId, runLinks),
      );
      const replayed = created ? {} : { 'Idempotent-Replayed': 'true' };
      return { status: 202, body: document, headers: { Location: document.run.links.self, ...replayed } };
    },
  }),
  defineOperation({
    id: 'listKnowledgeDocuments',
    method: 'get',
    path: '/api/knowledge-documents',
    tag,
    summary: 'List your documents',
    description: 'Newest first.',
    security: 'bearer',
    query: pageQuerySchema
      .extend({
        avatar_id: z
          .uuid()
          .optional()
          .describe(
            'Only what this avatar can answer from: its own documents, and those of no avatar in particular',
          ),
      })
      .strict(),
    responses: {
      200: {
        description: 'A page of documents',
        schema: pageOf('KnowledgeDocumentPage', knowledgeDocumentSchema),
      },
    },
    handler: async ({ dependencies: { database, runLinks }, principal, query }) => {
      const { avatar_id: avatarId = null, ...page } = query;
      const documents = await database.asUser(principal.user, (tx) =>
        listKnowledgeDocuments(tx, avatarId, page, runLinks),
      );
      return { status: 200, body: documents };
    },
  }),
  defineOperation({
    id: 'getKnowledgeDocument',
    method: 'get',
    path: '/api/knowledge-documents/:id',
    tag,
    summary: 'Read a document',
    security: 'bearer',
    params: idParams,
    responses: { 200: { description: 'The document', schema: knowledgeDocumentSchema } },
    handler: async ({ dependencies: { database, runLinks }, principal, params }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => getKnowledgeDocument(tx, params.id, runLinks)),
    }),
  }),
  defineOperation({
    id: 'deleteKnowledgeDocument',
    method: 'delete',
    path: '/api/knowledge-documents/:id',
    tag,
    summary: 'Delete a document',
    description:
      'With its file, its passages and its run. Refused with `conflict` while the run has not ended; cancel it first.',
    security: 'bearer',
    params: idParams,
    responses: { 204: { description: 'The document is gone' } },
    problems: ['conflict'],
    handler: async ({ dependencies, principal, params }) => {
      await removeDocument(dependencies, principal.user, params.id);
      return { status: 204 };
    },
  }),
];
