import { recoverableDays } from '@understudy/domain/training-center/examples/example-rules';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../database.ts';
import { mapDatabaseError } from '../errors/map-database-error.ts';

const purgedSchema = z.tuple([z.object({ purged: z.int() })]);

/**
 * Deletes examples of all users that were removed so long ago that nobody can bring them back, at most `atMost`.
 *
 * @returns how many
 * @throws UnderstudyError `database_unavailable`
 */
export async function purgeRemovedExamples({ db }: Database, atMost: number): Promise<number> {
  try {
    const { rows } = await db.execute(
      sql`select purge_removed_examples(${recoverableDays}, ${atMost}) as purged`,
    );
    const [{ purged }] = purgedSchema.parse(rows);
    return purged;
  } catch (error) {
    throw mapDatabaseError(error);
  }
}
