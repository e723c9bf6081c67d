import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarPromptVersions } from '../schema/prompt-versions.ts';

/** Counts one answer given with a version. */
export async function incrementUsage(tx: Transaction, promptVersionId: string): Promise<void> {
  const { id, usageCount } = avatarPromptVersions;
  await tx
    .update(avatarPromptVersions)
    .set({ usageCount: sql`${usageCount} + 1` })
    .where(and(mine(avatarPromptVersions), eq(id, promptVersionId)));
}
