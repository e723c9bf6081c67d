import type { Avatar } from '@understudy/domain/avatars/avatar';
import { eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { avatarProfiles } from '../schema/avatars.ts';
import { selectAvatars, toAvatar } from './avatar-mapping.ts';

/**
 * An avatar with its counts.
 *
 * @throws UnderstudyError `not_found`
 */
export async function getAvatar(tx: Transaction, avatarId: string): Promise<Avatar> {
  const rows = await selectAvatars(tx, eq(avatarProfiles.id, avatarId));
  return toAvatar(firstOrNotFound(rows, 'avatar', avatarId));
}
