import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { newId } from '@understudy/db/new-id';
import {
  createKnowledgeDocument,
  type CreatedKnowledgeDocument,
} from '@understudy/db/knowledge/create-knowledge-document';
import type { ApiDependencies } from '../dependencies.ts';
import { holdUpload } from '../training-sessions/hold-upload.ts';
import { receiveKnowledge } from './receive-knowledge.ts';

/** A request for a document, its body not read yet. */
export type DocumentRequest = {
  userId: string;
  idempotencyKey: string | undefined;
  request: Request;
  response: Response;
};

/**
 * Receives a file or a text, queues its document, and starts the run that indexes it. What came before is answered with
 * again: the request with the same key, or without a key the document with the same avatar, title and content, for as
 * long as it is not deleted. Whenever no document comes out of a request, what it uploaded is deleted.
 *
 * @throws UnderstudyError what `receiveKnowledge` throws; `not_found` without such an avatar; `idempotency_key_reused`
 */
export async function createDocument(
  dependencies: ApiDependencies,
  { userId, idempotencyKey, request, response }: DocumentRequest,
): Promise<CreatedKnowledgeDocument> {
  const { database, storage, embeddings } = dependencies;
  const documentId = newId();
  const prefix = `${createHash('sha256').update(userId).digest('hex').slice(0, 32)}/${documentId}`;
  const held = { userId, uploadId: documentId, storagePrefix: prefix };
  const created = await holdUpload(dependencies, held, async (claim) => {
    const received = await receiveKnowledge(request, response, storage, prefix);
    const { avatarId, title, contentDigest } = received;
    const requestDigest = createHash('sha256')
      .update(JSON.stringify([avatarId, title, contentDigest]))
      .digest('hex');
    return await database.asUser(userId, async (tx) => {
      const queued = await createKnowledgeDocument(tx, {
        ...received,
        documentId,
        runId: newId(),
        // A key that somebody gives has no space in it, so the two kinds never meet.
        idempotencyKey: idempotencyKey ?? `derived ${requestDigest}`,
        requestDigest,
        simulatedProvider: embeddings.simulated,
      });
      if (queued.created) await claim(tx);
      return { ...queued, avatarId };
    });
  });
  if (created.created) {
    const { runId, avatarId } = created;
    const kind = 'knowledge_document';
    dependencies.runStarts.begin({ runId, userId, kind, avatarId, subjectId: documentId, attempt: 1 });
  }
  return created;
}
