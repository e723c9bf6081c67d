import type { PromptVersion } from '@understudy/domain/prompt-versions/prompt-version';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { avatarPromptVersions } from '../schema/prompt-versions.ts';
import { selectPromptVersions, toPromptVersion } from './prompt-version-mapping.ts';

/**
 * A prompt version with its ratings.
 *
 * @throws UnderstudyError `not_found`
 */
export async function getPromptVersion(tx: Transaction, promptVersionId: string): Promise<PromptVersion> {
  const rows = await selectPromptVersions(tx, eq(avatarPromptVersions.id, promptVersionId));
  return toPromptVersion(firstOrNotFound(rows, 'prompt version', promptVersionId));
}

/** The version that an avatar speaks with; null where none is active, or there is no such avatar. */
export async function getActivePromptVersion(
  tx: Transaction,
  avatarId: string,
): Promise<PromptVersion | null> {
  const { avatarId: ofAvatar, isActive } = avatarPromptVersions;
  const [row] = await selectPromptVersions(tx, and(eq(ofAvatar, avatarId), isActive));
  return row === undefined ? null : toPromptVersion(row);
}
