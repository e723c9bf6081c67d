import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarProfiles } from '../schema/avatars.ts';
import { avatarPromptVersions, promptVersionActivations } from '../schema/prompt-versions.ts';
import type { Activation } from './activation-history.ts';

/**
 * Makes a version of an avatar the active one, in place of any other, and writes the history. The avatar must be locked
 * (`lockAvatar`).
 */
export async function makeActive(
  tx: Transaction,
  avatarId: string,
  { promptVersionId, action }: Activation & { action: 'activated' | 'rolled_back' },
): Promise<void> {
  await clearActive(tx, avatarId);
  await tx
    .update(avatarPromptVersions)
    .set({ isActive: true, activatedAt: sql`clock_timestamp()`, deactivatedAt: null })
    .where(and(mine(avatarPromptVersions), eq(avatarPromptVersions.id, promptVersionId)));
  await tx
    .update(avatarProfiles)
    .set({ activePromptVersionId: promptVersionId })
    .where(and(mine(avatarProfiles), eq(avatarProfiles.id, avatarId)));
  await tx.insert(promptVersionActivations).values({ avatarId, promptVersionId, action });
}

/** Leaves the avatar without an active version, and writes the history. The avatar must be locked. */
export async function makeInactive(
  tx: Transaction,
  avatarId: string,
  promptVersionId: string,
): Promise<void> {
  await clearActive(tx, avatarId);
  await tx
    .update(avatarProfiles)
    .set({ activePromptVersionId: null })
    .where(and(mine(avatarProfiles), eq(avatarProfiles.id, avatarId)));
  await tx.insert(promptVersionActivations).values({ avatarId, promptVersionId, action: 'deactivated' });
}

async function clearActive(tx: Transaction, avatarId: string): Promise<void> {
  await tx
    .update(avatarPromptVersions)
    .set({ isActive: false, deactivatedAt: sql`clock_timestamp()` })
    .where(
      and(
        mine(avatarPromptVersions),
        eq(avatarPromptVersions.avatarId, avatarId),
        avatarPromptVersions.isActive,
      ),
    );
}
