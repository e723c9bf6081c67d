import type {
  DetectedFormat,
  ImportPreview,
  ImportStatus,
} from '@understudy/domain/training-center/contracts/import-examples';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { trainingImports } from '../schema/training-imports.ts';

/** Writes what a file was taken for. */
export async function recordImportFormat(
  tx: Transaction,
  importId: string,
  found: { format: DetectedFormat; preview: ImportPreview },
): Promise<void> {
  await update(tx, importId, found);
}

/** Writes what is being done with a file. Ends are written with those of the run (`mirrorImportStatus`). */
export async function recordImportStatus(
  tx: Transaction,
  importId: string,
  status: Extract<ImportStatus, 'previewing' | 'awaiting_confirmation' | 'importing'>,
): Promise<void> {
  await update(tx, importId, { status });
}

async function update(
  tx: Transaction,
  importId: string,
  values: Partial<typeof trainingImports.$inferInsert>,
): Promise<void> {
  await tx
    .update(trainingImports)
    .set(values)
    .where(and(mine(trainingImports), eq(trainingImports.id, importId)));
}
