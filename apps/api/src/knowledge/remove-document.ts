import { deleteKnowledgeDocument } from '@understudy/db/knowledge/delete-knowledge-document';
import type { ApiDependencies } from '../dependencies.ts';

/**
 * Deletes a document with its passages and its run: rows first, so that nobody sees half of it, then its file.
 *
 * @throws UnderstudyError `not_found`; `conflict` while its run has not ended
 */
export async function removeDocument(
  { database, storage, logger }: ApiDependencies,
  userId: string,
  documentId: string,
): Promise<void> {
  const { storageKey } = await database.asUser(userId, (tx) => deleteKnowledgeDocument(tx, documentId));
  await storage.delete(storageKey).catch((error: unknown) => {
    logger.error(
      { err: error, document_id: documentId },
      'the file of a deleted document is left in storage',
    );
  });
}
