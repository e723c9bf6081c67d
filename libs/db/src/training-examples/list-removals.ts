import type { Removals } from '@understudy/domain/training-center/contracts/list-removals';
import { recoverableUntil } from '@understudy/domain/training-center/examples/recoverable-until';
import { and, count, desc, isNotNull, max, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { isRecoverable } from './restore-examples.ts';

/** What can be brought back, latest first: at most `limit` removals, and how many examples there are in all. */
export async function listRemovals(tx: Transaction, limit: number): Promise<Removals> {
  const { removalId, removedAt, avatarId } = examples;
  const removals = tx.$with('removals').as(
    tx
      .select({
        removalId,
        removed: count().as('removed'),
        at: max(removedAt).as('at'),
        avatarId: sql<string | null>`
          case when count(distinct ${avatarId}) = 1 and count(${avatarId}) = count(*) then (array_agg(${avatarId}))[1] end
        `.as('of_avatar'),
      })
      .from(examples)
      .where(and(mine(examples), isNotNull(removalId), isRecoverable()))
      .groupBy(removalId),
  );
  const rows = await tx
    .with(removals)
    .select({
      removalId: removals.removalId,
      removed: removals.removed,
      at: removals.at,
      avatarId: removals.avatarId,
      total: sql<number>`(sum(${removals.removed}) over ())::integer`,
    })
    .from(removals)
    .orderBy(desc(removals.at), desc(removals.removalId))
    .limit(limit);
  return {
    total: rows[0]?.total ?? 0,
    removals: rows.flatMap(({ removalId: id, removed, at, avatarId: avatar }) =>
      id === null || at === null
        ? []
        : [
            {
              removal_id: id,
              removed,
              avatar_id: avatar,
              removed_at: at.toISOString(),
              recoverable_until: recoverableUntil(at),
            },
          ],
    ),
  };
}
