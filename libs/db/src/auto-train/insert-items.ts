import { and, eq, inArray } from 'drizzle-orm';
import { insertRows } from '../bulk/insert-rows.ts';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { autoTrainItems } from '../schema/auto-train.ts';
import type { ItemResult } from './item-result.ts';

/** Stores finished items that are not there yet. */
export async function insertItems(
  tx: Transaction,
  batchId: string,
  runAttempt: number,
  items: readonly ItemResult[],
): Promise<void> {
  await insertRows(
    tx,
    autoTrainItems,
    items.map((item) => ({ ...verdictOf(item), ...workOn(item), batchId, runAttempt })),
  );
}

/** Deletes items that failed and are about to be replaced. */
export async function deleteItems(
  tx: Transaction,
  batchId: string,
  itemIndices: readonly number[],
): Promise<void> {
  if (itemIndices.length === 0) return;
  await tx
    .delete(autoTrainItems)
    .where(
      and(
        mine(autoTrainItems),
        eq(autoTrainItems.batchId, batchId),
        inArray(autoTrainItems.itemIndex, [...itemIndices]),
      ),
    );
}

function verdictOf(item: ItemResult) {
  const { status } = item;
  if (status === 'failed') {
    return { status, reason: item.reason, message: item.message, qualityScore: null, judgeScore: null };
  }
  const { qualityScore, judgeScore } = item;
  return { status, reason: null, message: null, qualityScore, judgeScore };
}

function workOn(item: ItemResult) {
  const { itemIndex, attempts, genre, promptIndex, modifierIndex, votes, members } = item;
  const { costUsd, inputTokens, outputTokens, durationMs } = item;
  const plan = { itemIndex, attempts, genre, promptIndex, modifierIndex };
  return { ...plan, votes, members, costUsd, inputTokens, outputTokens, durationMs };
}
