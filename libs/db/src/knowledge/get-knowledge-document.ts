import type { KnowledgeDocument } from '@understudy/domain/knowledge/knowledge-document';
import { eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import type { RunLinks } from '../runs/run-mapping.ts';
import { knowledgeDocuments } from '../schema/knowledge.ts';
import { selectKnowledgeDocuments, toKnowledgeDocument } from './select-knowledge-documents.ts';

/**
 * A document as the API shows it.
 *
 * @throws UnderstudyError `not_found`
 */
export async function getKnowledgeDocument(
  tx: Transaction,
  documentId: string,
  links: RunLinks,
): Promise<KnowledgeDocument> {
  const rows = await selectKnowledgeDocuments(tx, eq(knowledgeDocuments.id, documentId));
  return toKnowledgeDocument(firstOrNotFound(rows, 'knowledge document', documentId), links);
}
