import { eq, and, isNull, sql } from 'drizzle-orm';
import { insertRows } from '../bulk/insert-rows.ts';
import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { mine } from '../ownership.ts';
import { knowledgeChunks, knowledgeDocuments } from '../schema/knowledge.ts';
import type { KnowledgeDocumentRow } from './load-knowledge-document.ts';

/** What was read of a document. */
export type DocumentText = {
  textLength: number;
  pageCount: number | null;
  chunkCount: number;
  warnings: readonly string[];
};

/**
 * Stores chunks of a document, from `position` on. What is stored already stays: splitting a text again gives the same
 * chunks.
 */
export async function insertDocumentChunks(
  tx: Transaction,
  { id: documentId, runId, avatarId, title }: KnowledgeDocumentRow,
  texts: readonly string[],
  position: number,
): Promise<void> {
  const rows = texts.map((text, index) => ({
    id: newId(),
    runId,
    avatarId,
    documentId,
    position: position + index,
    title,
    text,
  }));
  await insertRows(tx, knowledgeChunks, rows, sql`on conflict (document_id, position) do nothing`);
}

/** Notes that all chunks of a document are stored. Once noted, it stays as it is. */
export async function recordDocumentText(
  tx: Transaction,
  documentId: string,
  { warnings, ...text }: DocumentText,
): Promise<void> {
  await tx
    .update(knowledgeDocuments)
    .set({ ...text, warnings: [...warnings] })
    .where(
      and(
        mine(knowledgeDocuments),
        eq(knowledgeDocuments.id, documentId),
        isNull(knowledgeDocuments.chunkCount),
      ),
    );
}
