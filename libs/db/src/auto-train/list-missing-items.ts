import { and, asc, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { ItemRange } from '@understudy/domain/auto-train/auto-train-contract';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { autoTrainItems } from '../schema/auto-train.ts';

/** An item that is to be worked on. */
export type MissingItem = {
  itemIndex: number;
  /** Attempts that an earlier attempt of the run has made at it, 0 for an item that was never finished. */
  attemptsMade: number;
};

/**
 * Items of a range that are not finished, in order. Those that failed in an earlier attempt of the run count as not
 * finished; those that failed in this one do not.
 *
 * @param runAttempt the attempt of the run, from 1
 */
export async function listMissingItems(
  tx: Transaction,
  batchId: string,
  { from, to }: ItemRange,
  runAttempt: number,
): Promise<MissingItem[]> {
  const indices = tx
    .select({ index: sql<number>`index`.as('index') })
    .from(sql`generate_series(${from}::integer, ${to - 1}::integer) as series (index)`)
    .as('indices');
  const failedBefore = and(eq(autoTrainItems.status, 'failed'), lt(autoTrainItems.runAttempt, runAttempt));
  return await tx
    .select({
      itemIndex: indices.index,
      attemptsMade: sql<number>`coalesce(${autoTrainItems.attempts}, 0)`,
    })
    .from(indices)
    .leftJoin(
      autoTrainItems,
      and(
        mine(autoTrainItems),
        eq(autoTrainItems.batchId, batchId),
        eq(autoTrainItems.itemIndex, indices.index),
      ),
    )
    .where(or(isNull(autoTrainItems.itemIndex), failedBefore))
    .orderBy(asc(indices.index));
}
