import { and, asc, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { promptVersionRatings } from '../schema/prompt-versions.ts';

/** Every rating of a version, whole numbers from 1 to 5, oldest first; none for a version that does not exist. */
export async function listRatings(tx: Transaction, promptVersionId: string): Promise<number[]> {
  const rows = await tx
    .select({ rating: promptVersionRatings.rating })
    .from(promptVersionRatings)
    .where(and(mine(promptVersionRatings), eq(promptVersionRatings.promptVersionId, promptVersionId)))
    .orderBy(asc(promptVersionRatings.id));
  return rows.map(({ rating }) => rating);
}
