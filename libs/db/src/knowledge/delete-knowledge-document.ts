import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { isEnded } from '@understudy/domain/runs/run';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { lockRun } from '../runs/lock-run.ts';
import { runs } from '../schema/runs.ts';
import { loadKnowledgeDocument } from './load-knowledge-document.ts';

/**
 * Deletes a document with its passages and its run, so that nothing it said is left.
 *
 * @returns the key of its content in object storage, which is the caller's to delete
 * @throws UnderstudyError `not_found`; `conflict` while its run has not ended
 */
export async function deleteKnowledgeDocument(
  tx: Transaction,
  documentId: string,
): Promise<{ storageKey: string }> {
  const { runId, title, storageKey } = await loadKnowledgeDocument(tx, documentId);
  const { status } = await lockRun(tx, runId);
  if (!isEnded(status)) {
    throw new UnderstudyError('conflict', `“${title}” is still being indexed. Cancel its run first.`);
  }
  await tx.delete(runs).where(and(mine(runs), eq(runs.id, runId)));
  return { storageKey };
}
