import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { isEnded } from '@understudy/domain/runs/run';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { getRunStatus } from '../runs/get-run-status.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { lockTrainingImport } from './load-training-import.ts';

/**
 * Removes what there still is of an import, as one removal, which can be brought back.
 *
 * @param removalId made by the caller (`newId`)
 * @returns how many examples were removed
 * @throws UnderstudyError `not_found`; `conflict` while the import has not ended
 */
export async function undoTrainingImport(
  tx: Transaction,
  importId: string,
  removalId: string,
): Promise<number> {
  await lockTrainingImport(tx, importId);
  if (!isEnded(await getRunStatus(tx, importId))) {
    throw new UnderstudyError('conflict', 'The import has not ended. Cancel it first.');
  }
  const { rowCount } = await tx
    .update(examples)
    .set({ removedAt: sql`clock_timestamp()`, removalId })
    .where(and(mine(examples), eq(examples.importId, importId), isNull(examples.removedAt)));
  return rowCount ?? 0;
}
