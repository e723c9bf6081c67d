import type { Avatar, CreateAvatar } from '@understudy/domain/avatars/avatar';
import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { avatarProfiles } from '../schema/avatars.ts';
import { getAvatar } from './get-avatar.ts';

/** Creates an avatar that belongs to the user of the transaction. */
export async function createAvatar(tx: Transaction, avatar: CreateAvatar): Promise<Avatar> {
  const { name, backstory, traits, mbti, base_model: baseModel } = avatar;
  const id = newId();
  await tx.insert(avatarProfiles).values({ id, name, backstory, traits, mbti, baseModel });
  return await getAvatar(tx, id);
}
