import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { avatarProfiles } from '../schema/avatars.ts';

/**
 * The name of an avatar, and thereby whether the user has it: without the counts that `getAvatar` adds.
 *
 * @throws UnderstudyError `not_found`
 */
export async function getAvatarName(tx: Transaction, avatarId: string): Promise<string> {
  const { id, name } = avatarProfiles;
  const rows = await tx
    .select({ name })
    .from(avatarProfiles)
    .where(and(mine(avatarProfiles), eq(id, avatarId)));
  return firstOrNotFound(rows, 'avatar', avatarId).name;
}
