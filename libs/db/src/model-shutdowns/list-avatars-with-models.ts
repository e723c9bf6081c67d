import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../database.ts';
import { mapDatabaseError } from '../errors/map-database-error.ts';

const foundSchema = z.array(
  z
    .object({ avatar_id: z.uuid(), user_id: z.string() })
    .transform((row) => ({ avatarId: row.avatar_id, userId: row.user_id })),
);

/** An avatar that answers with a tuned model, whoever's it is: IDs, and nothing else. */
export type AvatarWithModel = z.infer<typeof foundSchema>[number];

/**
 * A page of the avatars of all users that answer with a tuned model, in the order of their IDs.
 *
 * @param after the last one of the page before; null for the first page
 */
export async function listAvatarsWithModels(
  { db }: Database,
  after: string | null,
  most: number,
): Promise<AvatarWithModel[]> {
  try {
    const found = await db.execute(sql`select * from list_avatars_with_models(${after}::uuid, ${most})`);
    return foundSchema.parse(found.rows);
  } catch (error) {
    throw mapDatabaseError(error);
  }
}
