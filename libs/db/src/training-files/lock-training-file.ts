import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { trainingFiles } from '../schema/training-files.ts';

/** A training file as it is stored. */
export type StoredTrainingFile = typeof trainingFiles.$inferSelect;

/**
 * Reads a training file and keeps everybody else from changing it, or what is in it, until the end of the transaction.
 * Always locked before its runs.
 *
 * @throws UnderstudyError `not_found`
 */
export async function lockTrainingFile(tx: Transaction, trainingFileId: string): Promise<StoredTrainingFile> {
  const rows = await tx
    .select()
    .from(trainingFiles)
    .where(and(mine(trainingFiles), eq(trainingFiles.id, trainingFileId)))
    .for('no key update');
  return firstOrNotFound(rows, 'training file', trainingFileId);
}
