import type { Transaction } from '../database.ts';
import {
  createKnowledgeDocument,
  type NewKnowledgeDocument,
} from '../knowledge/create-knowledge-document.ts';
import { loadKnowledgeDocument } from '../knowledge/load-knowledge-document.ts';
import { listPendingChunks, recordEmbeddings } from '../knowledge/pending-chunks.ts';
import { insertDocumentChunks, recordDocumentText } from '../knowledge/record-document-chunks.ts';
import { newId } from '../new-id.ts';

/** A document as a request would describe it. */
export function describeDocument(changes: Partial<NewKnowledgeDocument> = {}): NewKnowledgeDocument {
  const documentId = newId();
  return {
    documentId,
    runId: newId(),
    avatarId: null,
    title: 'The bakery',
    fileName: 'bakery.txt',
    kind: 'text',
    sizeBytes: 120,
    contentDigest: 'digest of the content',
    storageKey: `knowledge/${documentId}`,
    idempotencyKey: newId(),
    requestDigest: 'digest of the request',
    simulatedProvider: true,
    ...changes,
  };
}

/** The model that made the vectors below. */
export const someEmbeddingModel = 'simulated-embedding';

/** A vector of 384 numbers that points to `direction` and, by `share`, to the next one. */
export function vectorTowards(direction: number, share = 0): number[] {
  return Array.from({ length: 384 }, (_, index) =>
    index === direction ? 1 - share : index === direction + 1 ? share : 0,
  );
}

/** IDs of a document that was just indexed. */
export type SeededDocument = { documentId: string; runId: string; chunkIds: string[] };

/** Queues a document and indexes it: passage n gets the vector that points to n, from `direction` on. */
export async function seedDocument(
  tx: Transaction,
  texts: readonly string[],
  changes: Partial<NewKnowledgeDocument> & { direction?: number; model?: string } = {},
): Promise<SeededDocument> {
  const { direction = 0, model = someEmbeddingModel, ...described } = changes;
  const { documentId, runId } = await createKnowledgeDocument(tx, describeDocument(described));
  const document = await loadKnowledgeDocument(tx, documentId);
  await insertDocumentChunks(tx, document, texts, 0);
  await recordDocumentText(tx, documentId, {
    textLength: texts.join('').length,
    pageCount: null,
    chunkCount: texts.length,
    warnings: [],
  });
  const chunks = await listPendingChunks(tx, runId, texts.length);
  const embeddings = chunks.map(({ id, text }) => ({
    id,
    embedding: vectorTowards(direction + texts.indexOf(text)),
  }));
  await recordEmbeddings(tx, model, embeddings);
  return { documentId, runId, chunkIds: chunks.map(({ id }) => id) };
}
