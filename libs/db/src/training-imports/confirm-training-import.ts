import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { FieldMapping } from '@understudy/domain/training-center/import/field-mapping';
import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { trainingImports } from '../schema/training-imports.ts';
import type { ImportChoices } from './create-training-import.ts';
import { lockTrainingImport, type TrainingImportRow } from './load-training-import.ts';

/** What was chosen after the preview; what is left out stays as it was. */
export type ConfirmedChoices = Partial<ImportChoices> & {
  /** Null: each record by the names of its own fields. */
  mapping?: FieldMapping | null;
};

/**
 * Confirms an import that waits for it, with the choices. Again changes them, for as long as it still waits.
 *
 * @param choose reads the preview and gives the choices, or throws
 * @throws UnderstudyError `not_found`; `conflict` where it waits for no confirmation; whatever `choose` throws
 */
export async function confirmTrainingImport(
  tx: Transaction,
  importId: string,
  choose: (row: TrainingImportRow) => ConfirmedChoices,
): Promise<void> {
  const row = await lockTrainingImport(tx, importId);
  if (row.status !== 'awaiting_confirmation') {
    throw new UnderstudyError(
      'conflict',
      `The import waits for no confirmation: it is ${row.status.replaceAll('_', ' ')}.`,
    );
  }
  await tx
    .update(trainingImports)
    .set({ ...choose(row), confirmedAt: sql`clock_timestamp()` })
    .where(and(mine(trainingImports), eq(trainingImports.id, importId)));
}
