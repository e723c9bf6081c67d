import type { Avatar } from '@understudy/domain/avatars/avatar';
import type { Page } from '@understudy/domain/http/page';
import { desc } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { olderThanCursor, toPage, type PageRequest } from '../paging/keyset-page.ts';
import { avatarProfiles } from '../schema/avatars.ts';
import { selectAvatars, toAvatar } from './avatar-mapping.ts';

/** A page of the user's avatars, newest first. */
export async function listAvatars(tx: Transaction, page: PageRequest): Promise<Page<Avatar>> {
  const rows = await selectAvatars(tx, olderThanCursor(avatarProfiles.id, page))
    .orderBy(desc(avatarProfiles.id))
    .limit(page.limit + 1);
  return toPage(rows, page, toAvatar);
}
