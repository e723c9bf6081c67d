import { and, asc, eq } from 'drizzle-orm';
import { releaseAll } from '../budget/release.ts';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { avatarProfiles } from '../schema/avatars.ts';
import { budgetRuns } from '../schema/budget.ts';
import { runs } from '../schema/runs.ts';

/**
 * Deletes an avatar and every row that belongs to it, its runs included. Objects in storage are the caller's: list them
 * first (`listAvatarStorageKeys`).
 *
 * @throws UnderstudyError `not_found`
 */
export async function deleteAvatar(tx: Transaction, avatarId: string): Promise<void> {
  await releaseRunsOfAvatar(tx, avatarId);
  const rows = await tx
    .delete(avatarProfiles)
    .where(and(mine(avatarProfiles), eq(avatarProfiles.id, avatarId)))
    .returning({ id: avatarProfiles.id });
  firstOrNotFound(rows, 'avatar', avatarId);
}

/**
 * What its runs had set aside would otherwise count against the user's month for ever. Runs are locked before their
 * accounts, as everywhere.
 */
async function releaseRunsOfAvatar(tx: Transaction, avatarId: string): Promise<void> {
  const paying = await tx
    .select({ runId: runs.id })
    .from(runs)
    .innerJoin(budgetRuns, eq(budgetRuns.runId, runs.id))
    .where(and(mine(runs), eq(runs.avatarId, avatarId)))
    .orderBy(asc(runs.id))
    .for('update', { of: runs });
  for (const { runId } of paying) await releaseAll(tx, runId);
}
