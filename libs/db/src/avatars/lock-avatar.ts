import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { avatarProfiles } from '../schema/avatars.ts';

/**
 * Keeps everybody else from changing the avatar, its prompt versions' numbers and which of them is active, until the
 * end of the transaction.
 *
 * @throws UnderstudyError `not_found`
 */
export async function lockAvatar(
  tx: Transaction,
  avatarId: string,
): Promise<{ activePromptVersionId: string | null }> {
  const rows = await tx
    .select({ activePromptVersionId: avatarProfiles.activePromptVersionId })
    .from(avatarProfiles)
    .where(and(mine(avatarProfiles), eq(avatarProfiles.id, avatarId)))
    .for('no key update');
  return firstOrNotFound(rows, 'avatar', avatarId);
}
