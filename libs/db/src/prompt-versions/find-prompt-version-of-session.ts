import { and, desc, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarPromptVersions } from '../schema/prompt-versions.ts';

/** The latest version that a session made; null when it has made none. */
export async function findPromptVersionOfSession(
  tx: Transaction,
  sessionId: string,
): Promise<{ id: string; versionNumber: number } | null> {
  const { id, versionNumber, trainingDataId } = avatarPromptVersions;
  const rows = await tx
    .select({ id, versionNumber })
    .from(avatarPromptVersions)
    .where(and(mine(avatarPromptVersions), eq(trainingDataId, sessionId)))
    .orderBy(desc(versionNumber))
    .limit(1);
  return rows[0] ?? null;
}
