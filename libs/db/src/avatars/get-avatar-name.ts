import { and, eq, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Database, Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { avatarProfiles } from '../schema/avatars.ts';

/**
 * The name of an avatar, and thereby whether the user has it: without the counts that `getAvatar` adds.
 *
 * @throws UnderstudyError `not_found`
 */
export async function getAvatarName(tx: Transaction, avatarId: string): Promise<string> {
  const { id, name } = avatarProfiles;
  const rows = await tx
    .select({ name })
    .from(avatarProfiles)
    .where(and(mine(avatarProfiles), eq(id, avatarId)));
  return firstOrNotFound(rows, 'avatar', avatarId).name;
}

/** The statement that reads the name of an avatar. */
export function avatarNamed(avatarId: string): SQL {
  return sql`select name from ${avatarProfiles} where ${mine(avatarProfiles)} and ${avatarProfiles.id} = ${avatarId}`;
}

const rowsSchema = z.array(z.object({ name: z.string() }));

/**
 * `getAvatarName` where it is all that is to be read: a transaction of its own, in a single round trip.
 *
 * @throws UnderstudyError `not_found`; `database_unavailable`
 */
export async function readAvatarName(database: Database, userId: string, avatarId: string): Promise<string> {
  const rows = rowsSchema.parse(await database.asUserAtOnce(userId, avatarNamed(avatarId)));
  return firstOrNotFound(rows, 'avatar', avatarId).name;
}
