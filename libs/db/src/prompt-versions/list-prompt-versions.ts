import type { Page } from '@understudy/domain/http/page';
import type { PromptVersion } from '@understudy/domain/prompt-versions/prompt-version';
import { and, desc, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { notFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { olderThanCursor, toPage, type PageRequest } from '../paging/keyset-page.ts';
import { avatarProfiles } from '../schema/avatars.ts';
import { avatarPromptVersions } from '../schema/prompt-versions.ts';
import { selectPromptVersions, toPromptVersion } from './prompt-version-mapping.ts';

/**
 * A page of an avatar's prompt versions, newest first.
 *
 * @throws UnderstudyError `not_found` without such an avatar
 */
export async function listPromptVersions(
  tx: Transaction,
  avatarId: string,
  page: PageRequest,
): Promise<Page<PromptVersion>> {
  const rows = await selectPromptVersions(
    tx,
    and(eq(avatarPromptVersions.avatarId, avatarId), olderThanCursor(avatarPromptVersions.id, page)),
  )
    .orderBy(desc(avatarPromptVersions.id))
    .limit(page.limit + 1);
  if (
    rows.length === 0 &&
    (await tx.$count(avatarProfiles, and(mine(avatarProfiles), eq(avatarProfiles.id, avatarId)))) === 0
  ) {
    throw notFound('avatar', avatarId);
  }
  return toPage(rows, page, toPromptVersion);
}
