import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingFiles } from '../schema/training-session-files.ts';

/** Notes that a PDF has pages without a text layer, so that the vision model has to look at it. */
export async function markFileScanned(tx: Transaction, fileId: string, pageCount: number): Promise<void> {
  await tx
    .update(avatarTrainingFiles)
    .set({ extractionMethod: 'vision', pageCount })
    .where(and(mine(avatarTrainingFiles), eq(avatarTrainingFiles.id, fileId)));
}
