import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { autoTrainBatches } from '../schema/auto-train.ts';

/** What became of a batch's items so far. */
export type BatchCounts = {
  /** Items with an example. */
  accepted: number;
  /** Items that were given up. */
  failed: number;
  /** Attempts that gave no example. */
  rejected: number;
};

/** What is added to a batch's running totals. */
type AddedItems = BatchCounts & {
  /** Sum of the quality scores of the items that were accepted. */
  acceptedQuality: number;
};

/** Adds to the running totals of a batch whose run is locked, and returns them. */
export async function countItems(tx: Transaction, batchId: string, added: AddedItems): Promise<BatchCounts> {
  const { id, acceptedCount, acceptedQuality, failedCount, rejectedCount } = autoTrainBatches;
  const rows = await tx
    .update(autoTrainBatches)
    .set({
      acceptedCount: sql`${acceptedCount} + ${added.accepted}`,
      acceptedQuality: sql`${acceptedQuality} + ${added.acceptedQuality}`,
      failedCount: sql`${failedCount} + ${added.failed}`,
      rejectedCount: sql`${rejectedCount} + ${added.rejected}`,
    })
    .where(and(mine(autoTrainBatches), eq(id, batchId)))
    .returning({ accepted: acceptedCount, failed: failedCount, rejected: rejectedCount });
  return firstOrNotFound(rows, 'auto-train batch', batchId);
}
