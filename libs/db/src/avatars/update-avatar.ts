import type { Avatar, UpdateAvatar } from '@understudy/domain/avatars/avatar';
import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarProfiles } from '../schema/avatars.ts';
import { getAvatar } from './get-avatar.ts';

/**
 * Changes what is named, and leaves the rest.
 *
 * @throws UnderstudyError `not_found`
 */
export async function updateAvatar(
  tx: Transaction,
  avatarId: string,
  changes: UpdateAvatar,
): Promise<Avatar> {
  const { name, backstory, traits, mbti, base_model: baseModel } = changes;
  await tx
    .update(avatarProfiles)
    .set({ name, backstory, traits, mbti, baseModel, updatedAt: sql`clock_timestamp()` })
    .where(and(mine(avatarProfiles), eq(avatarProfiles.id, avatarId)));
  return await getAvatar(tx, avatarId);
}
