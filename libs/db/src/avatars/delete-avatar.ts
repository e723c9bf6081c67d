import { eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { avatarProfiles } from '../schema/avatars.ts';

/**
 * Deletes an avatar and every row that belongs to it, its runs included. Objects in storage are the caller's: list them
 * first (`listAvatarStorageKeys`).
 *
 * @throws UnderstudyError `not_found`
 */
export async function deleteAvatar(tx: Transaction, avatarId: string): Promise<void> {
  const rows = await tx
    .delete(avatarProfiles)
    .where(eq(avatarProfiles.id, avatarId))
    .returning({ id: avatarProfiles.id });
  firstOrNotFound(rows, 'avatar', avatarId);
}
