import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { knowledgeDocuments } from '../schema/knowledge.ts';

/** A document as its activities work with it. */
export type KnowledgeDocumentRow = typeof knowledgeDocuments.$inferSelect;

/**
 * Reads a document.
 *
 * @throws UnderstudyError `not_found`
 */
export async function loadKnowledgeDocument(
  tx: Transaction,
  documentId: string,
): Promise<KnowledgeDocumentRow> {
  const rows = await tx
    .select()
    .from(knowledgeDocuments)
    .where(and(mine(knowledgeDocuments), eq(knowledgeDocuments.id, documentId)));
  return firstOrNotFound(rows, 'knowledge document', documentId);
}
