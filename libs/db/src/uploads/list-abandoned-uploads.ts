import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../database.ts';
import { mapDatabaseError } from '../errors/map-database-error.ts';

const abandonedSchema = z
  .object({ id: z.uuid(), user_id: z.string(), storage_prefix: z.string() })
  .transform(({ id, user_id: userId, storage_prefix: storagePrefix }) => ({
    uploadId: id,
    userId,
    storagePrefix,
  }));

/** An upload that nothing will come of any more. */
export type AbandonedUpload = z.infer<typeof abandonedSchema>;

/**
 * Uploads of all users that were begun so long ago that the process which received them has died. Oldest first, at most
 * 100.
 *
 * @throws UnderstudyError `database_unavailable`
 */
export async function listAbandonedUploads(
  { db }: Database,
  { olderThanSeconds }: { olderThanSeconds: number },
): Promise<AbandonedUpload[]> {
  try {
    const { rows } = await db.execute(sql`select * from list_abandoned_uploads(${olderThanSeconds})`);
    return z.array(abandonedSchema).parse(rows);
  } catch (error) {
    throw mapDatabaseError(error);
  }
}
