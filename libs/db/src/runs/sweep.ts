import { runKindSchema } from '@understudy/domain/runs/run';
import { sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../database.ts';
import { mapDatabaseError } from '../errors/map-database-error.ts';

const sweptRunSchema = z
  .object({
    id: z.uuid(),
    user_id: z.string(),
    kind: runKindSchema,
    avatar_id: z.uuid().nullable(),
    subject_id: z.uuid().nullable(),
    attempt: z.int(),
  })
  .transform((row) => ({
    runId: row.id,
    userId: row.user_id,
    kind: row.kind,
    avatarId: row.avatar_id,
    subjectId: row.subject_id,
    attempt: row.attempt,
  }));

/** What the sweep needs in order to start the workflow of a run: IDs, whoever the user is. */
export type SweptRun = z.infer<typeof sweptRunSchema>;

/**
 * Runs of all users that should have a workflow and are not known to have one, since a process died in between. Oldest
 * first, at most 1,000.
 *
 * @param olderThanSeconds leaves alone what was queued so recently that its request may still be at work on it
 */
export async function listUnstartedRuns(
  database: Database,
  { olderThanSeconds }: { olderThanSeconds: number },
): Promise<SweptRun[]> {
  return await sweep(database, sql`select * from list_unstarted_runs(${olderThanSeconds})`);
}

/** Runs of all users that have not ended, to be compared with what Temporal has. Oldest first, at most 1,000. */
export async function listUnfinishedRuns(database: Database): Promise<SweptRun[]> {
  return await sweep(database, sql`select * from list_unfinished_runs()`);
}

async function sweep({ db }: Database, query: SQL): Promise<SweptRun[]> {
  try {
    return z.array(sweptRunSchema).parse((await db.execute(query)).rows);
  } catch (error) {
    throw mapDatabaseError(error);
  }
}
