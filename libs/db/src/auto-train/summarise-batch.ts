import type { RejectionReason } from '@understudy/domain/auto-train/rejection-reason';
import { and, count, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { autoTrainItems } from '../schema/auto-train.ts';

/** What a batch has come to, counted from its items. */
export type BatchSummary = {
  accepted: number;
  failed: number;
  /** Items that were given up, by the reason of their last attempt. */
  failedByReason: Partial<Record<RejectionReason, number>>;
};

/** Counts the items of a batch. */
export async function summariseBatch(tx: Transaction, batchId: string): Promise<BatchSummary> {
  const { status, reason } = autoTrainItems;
  const rows = await tx
    .select({ status, reason, items: count() })
    .from(autoTrainItems)
    .where(and(mine(autoTrainItems), eq(autoTrainItems.batchId, batchId)))
    .groupBy(status, reason);
  const summary: BatchSummary = { accepted: 0, failed: 0, failedByReason: {} };
  for (const row of rows) {
    summary[row.status] += row.items;
    if (row.reason !== null) summary.failedByReason[row.reason] = row.items;
  }
  return summary;
}
