import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { trainingImports } from '../schema/training-imports.ts';

/** An import as its activities work with it. */
export type TrainingImportRow = typeof trainingImports.$inferSelect;

/**
 * Reads an import.
 *
 * @throws UnderstudyError `not_found`
 */
export async function loadTrainingImport(tx: Transaction, importId: string): Promise<TrainingImportRow> {
  const rows = await tx
    .select()
    .from(trainingImports)
    .where(and(mine(trainingImports), eq(trainingImports.id, importId)));
  return firstOrNotFound(rows, 'import', importId);
}

/**
 * Reads an import and keeps everybody else from changing it until the end of the transaction.
 *
 * @throws UnderstudyError `not_found`
 */
export async function lockTrainingImport(tx: Transaction, importId: string): Promise<TrainingImportRow> {
  const rows = await tx
    .select()
    .from(trainingImports)
    .where(and(mine(trainingImports), eq(trainingImports.id, importId)))
    .for('no key update');
  return firstOrNotFound(rows, 'import', importId);
}
