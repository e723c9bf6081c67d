import { newId } from '@understudy/db/new-id';
import { undoTrainingImport } from '@understudy/db/training-imports/undo-training-import';
import type { UndoImportResponse } from '@understudy/domain/training-center/contracts/import-examples';
import { recoverableDays } from '@understudy/domain/training-center/examples/example-rules';
import type { ApiDependencies } from '../dependencies.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Removes what an import stored, as one removal that can be brought back for 30 days.
 *
 * @throws UnderstudyError `not_found`; `conflict` while the import has not ended
 */
export async function undoImport(
  { database }: Pick<ApiDependencies, 'database'>,
  { userId, importId }: { userId: string; importId: string },
): Promise<UndoImportResponse> {
  const removalId = newId();
  const removed = await database.asUser(userId, (tx) => undoTrainingImport(tx, importId, removalId));
  return {
    success: true,
    removed,
    removal_id: removed === 0 ? null : removalId,
    recoverable_until: new Date(Date.now() + recoverableDays * dayMs).toISOString(),
  };
}
