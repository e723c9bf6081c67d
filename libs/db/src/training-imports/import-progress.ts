import type { ImportCounts } from '@understudy/domain/training-center/contracts/import-examples';
import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { trainingImports } from '../schema/training-imports.ts';

/**
 * Writes how far an import is, if it is as far as the caller thinks. Records are stored in the same transaction: an
 * execution that was given up and is still at work finds that another one has gone on, and stores nothing.
 *
 * @param from records that were dealt with before
 * @returns whether that was so
 */
export async function advanceImport(
  tx: Transaction,
  importId: string,
  from: number,
  counts: ImportCounts,
): Promise<boolean> {
  const advanced = await tx
    .update(trainingImports)
    .set({
      records: counts.records,
      imported: counts.imported,
      failed: counts.failed,
      duplicateCount: counts.duplicates,
      nearDuplicateCount: counts.near_duplicates,
      notices: counts.notices,
    })
    .where(and(mine(trainingImports), eq(trainingImports.id, importId), eq(trainingImports.records, from)))
    .returning({ id: trainingImports.id });
  return advanced.length > 0;
}

/**
 * Does not wait for the disk when the transaction commits. Should PostgreSQL crash, its last batches may be gone, and with
 * them the number of the record from which the import then goes on. The end of the run is committed as always, which
 * brings everything before it to the disk.
 */
export async function commitWithoutFlush(tx: Transaction): Promise<void> {
  await tx.execute(sql`set local synchronous_commit = off`);
}
