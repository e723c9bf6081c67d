import type { ExampleScope } from './example-scope.ts';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { inScope } from './example-scope.ts';

const bucketsSchema = z.array(z.object({ bucket: z.int(), count: z.int() }));

/**
 * Where each of some examples stands in the default order of its scope, from 0. One pass over a narrow index, however many
 * are asked about: every example of the scope is counted for the interval between two of them that it is in.
 */
export async function rankExamples(
  tx: Transaction,
  scope: ExampleScope,
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  // UUIDs are ordered in PostgreSQL as their texts are here.
  const ordered = ids.toSorted();
  const { rows } = await tx.execute(sql`
    select width_bucket(id, ${toArray(ordered)}::uuid[]) as bucket, count(*)::integer as count
    from ${examples} where ${inScope(scope)} and ${mine(examples)} and id < ${ordered.at(-1)} group by 1
  `);
  const counts = new Map(bucketsSchema.parse(rows).map(({ bucket, count }) => [bucket, count]));
  let before = 0;
  return new Map(
    ordered.map((id, position) => {
      before += counts.get(position) ?? 0;
      return [id, before];
    }),
  );
}

const toArray = (ids: readonly string[]): string => `{${ids.join(',')}}`;
