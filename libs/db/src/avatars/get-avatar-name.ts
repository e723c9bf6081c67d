import { sql, type SQL } from 'drizzle-orm';
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
  return nameIn((await tx.execute(avatarNamed(avatarId))).rows, avatarId);
}

/**
 * `getAvatarName` where it is all that is to be read: a transaction of its own, in a single round trip.
 *
 * @throws UnderstudyError `not_found`; `database_unavailable`
 */
export async function readAvatarName(database: Database, userId: string, avatarId: string): Promise<string> {
  return nameIn(await database.asUserAtOnce(userId, avatarNamed(avatarId)), avatarId);
}

/** The statement that reads the name of an avatar. */
export function avatarNamed(avatarId: string): SQL {
  return sql`select name from ${avatarProfiles} where ${mine(avatarProfiles)} and ${avatarProfiles.id} = ${avatarId}`;
}

const rowsSchema = z.array(z.object({ name: z.string() }));

function nameIn(rows: readonly unknown[], avatarId: string): string {
  return firstOrNotFound(rowsSchema.parse(rows), 'avatar', avatarId).name;
}
