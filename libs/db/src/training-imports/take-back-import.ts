import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples } from '../schema/training-examples.ts';
import { trainingImportFaults, trainingImports } from '../schema/training-imports.ts';

/** Puts an import back to its beginning, as if none of its records had been read. What it stored is gone for good. */
export async function takeBackImport(tx: Transaction, importId: string): Promise<void> {
  await tx
    .delete(avatarTrainingExamples)
    .where(and(mine(avatarTrainingExamples), eq(avatarTrainingExamples.importId, importId)));
  await tx
    .delete(trainingImportFaults)
    .where(and(mine(trainingImportFaults), eq(trainingImportFaults.importId, importId)));
  await tx
    .update(trainingImports)
    .set({ records: 0, imported: 0, failed: 0, duplicateCount: 0, nearDuplicateCount: 0, notices: {} })
    .where(and(mine(trainingImports), eq(trainingImports.id, importId)));
}
