import { and, asc, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingFiles } from '../schema/training-session-files.ts';

/** Keys of everything that object storage holds for an avatar; none for an avatar that does not exist. */
export async function listAvatarStorageKeys(tx: Transaction, avatarId: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ storageKey: avatarTrainingFiles.storageKey })
    .from(avatarTrainingFiles)
    .where(and(mine(avatarTrainingFiles), eq(avatarTrainingFiles.avatarId, avatarId)))
    .orderBy(asc(avatarTrainingFiles.storageKey));
  return rows.map(({ storageKey }) => storageKey);
}
