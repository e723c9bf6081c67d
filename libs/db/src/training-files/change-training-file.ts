import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { isEnded, runStatuses } from '@understudy/domain/runs/run';
import { and, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { runs } from '../schema/runs.ts';
import { trainingFiles } from '../schema/training-files.ts';
import { lockTrainingFile } from './lock-training-file.ts';

/**
 * Changes name or description; what is left out stays.
 *
 * @throws UnderstudyError `not_found`
 */
export async function updateTrainingFile(
  tx: Transaction,
  trainingFileId: string,
  changes: { name?: string; description?: string | null },
  by: string,
): Promise<void> {
  const rows = await tx
    .update(trainingFiles)
    .set({ ...changes, lastUpdatedBy: by })
    .where(and(mine(trainingFiles), eq(trainingFiles.id, trainingFileId)))
    .returning({ id: trainingFiles.id });
  firstOrNotFound(rows, 'training file', trainingFileId);
}

const unended = runStatuses.filter((status) => !isEnded(status));

/**
 * Deletes a training file. Its conversations stay; its objects in storage are the caller's.
 *
 * @throws UnderstudyError `not_found`; `conflict` while it is being built
 */
export async function deleteTrainingFile(tx: Transaction, trainingFileId: string): Promise<void> {
  await lockTrainingFile(tx, trainingFileId);
  const [building] = await tx
    .select({ id: runs.id })
    .from(runs)
    .where(
      and(
        mine(runs),
        eq(runs.kind, 'training_file_build'),
        eq(runs.subjectId, trainingFileId),
        inArray(runs.status, unended),
      ),
    )
    .limit(1);
  if (building !== undefined) {
    throw new UnderstudyError(
      'conflict',
      `The training file is being built by the run ${building.id}. Wait for it, or cancel it first.`,
    );
  }
  await tx.delete(trainingFiles).where(and(mine(trainingFiles), eq(trainingFiles.id, trainingFileId)));
}
