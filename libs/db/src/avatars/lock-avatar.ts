import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { avatarProfiles } from '../schema/avatars.ts';

/** What an avatar speaks with. */
export type LockedAvatar = {
  activePromptVersionId: string | null;
  activeFineTunedModel: string | null;
  useFineTunedModel: boolean;
};

/**
 * Keeps everybody else from changing the avatar, its prompt versions' numbers and which of them is active, until the
 * end of the transaction.
 *
 * @throws UnderstudyError `not_found`
 */
export async function lockAvatar(tx: Transaction, avatarId: string): Promise<LockedAvatar> {
  const rows = await tx
    .select({
      activePromptVersionId: avatarProfiles.activePromptVersionId,
      activeFineTunedModel: avatarProfiles.activeFineTunedModel,
      useFineTunedModel: avatarProfiles.useFineTunedModel,
    })
    .from(avatarProfiles)
    .where(and(mine(avatarProfiles), eq(avatarProfiles.id, avatarId)))
    .for('no key update');
  return firstOrNotFound(rows, 'avatar', avatarId);
}
