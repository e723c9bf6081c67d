import { and, eq, isNull, or, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import type { ExampleScope } from '../training-examples/example-scope.ts';

/** How the examples of a scope have changed since a time. */
export type ChangesSince = { total: number; added: number; changed: number; removed: number };

/** Counts what was added, edited and removed since a time; nothing but the number there is without one. */
export async function countChanges(
  tx: Transaction,
  { avatarId }: ExampleScope,
  since: Date | null,
): Promise<ChangesSince> {
  const { createdAt, editedAt, removedAt } = examples;
  const ofScope = avatarId === null ? undefined : eq(examples.avatarId, avatarId);
  const stays = isNull(removedAt);
  const time = since?.toISOString() ?? 'infinity';
  const count = (condition: ReturnType<typeof and>) =>
    sql<number>`(count(*) filter (where ${condition}))::integer`;
  const [counts] = await tx
    .select({
      total: count(stays),
      added: count(and(stays, sql`${createdAt} > ${time}`)),
      changed: count(and(stays, sql`${createdAt} <= ${time}`, sql`${editedAt} > ${time}`)),
      removed: count(sql`${removedAt} > ${time} and ${createdAt} <= ${time}`),
    })
    .from(examples)
    .where(and(mine(examples), ofScope, or(stays, sql`${removedAt} > ${time}`)));
  return counts ?? { total: 0, added: 0, changed: 0, removed: 0 };
}
