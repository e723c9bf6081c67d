import { indexingPhases } from '@understudy/domain/knowledge/index-document-contract';
import type { KnowledgeFileKind } from '@understudy/domain/knowledge/knowledge-document';
import type { Transaction } from '../database.ts';
import { queueRun } from '../runs/queue-run.ts';
import { knowledgeDocuments } from '../schema/knowledge.ts';

/** A document whose content is in object storage. IDs are made by the caller (`newId`). */
export type NewKnowledgeDocument = {
  documentId: string;
  runId: string;
  /** Null where it is for all avatars of the user. */
  avatarId: string | null;
  title: string;
  fileName: string;
  kind: KnowledgeFileKind;
  sizeBytes: number;
  /** SHA-256 of the content in hexadecimal. */
  contentDigest: string;
  storageKey: string;
  idempotencyKey: string;
  requestDigest: string;
  simulatedProvider: boolean;
};

/** The document that now exists; `created` is false where an earlier request with the same key made it. */
export type CreatedKnowledgeDocument = { created: boolean; documentId: string; runId: string };

/**
 * Queues a document for indexing: its run, the document and the first event, or nothing at all.
 *
 * @throws UnderstudyError `not_found` without such an avatar; `idempotency_key_reused`
 */
export async function createKnowledgeDocument(
  tx: Transaction,
  document: NewKnowledgeDocument,
): Promise<CreatedKnowledgeDocument> {
  const { documentId, idempotencyKey, requestDigest, simulatedProvider, ...described } = document;
  const { runId, avatarId, title } = described;
  const queued = await queueRun(
    tx,
    {
      runId,
      kind: 'knowledge_document',
      title: `Learn “${title}”`,
      avatarId,
      subjectId: documentId,
      phase: indexingPhases[0],
      idempotencyKey,
      requestDigest,
      simulatedProvider,
      data: { title },
    },
    async () => void (await tx.insert(knowledgeDocuments).values({ id: documentId, ...described })),
  );
  return { created: queued.created, documentId: queued.subjectId, runId: queued.runId };
}
