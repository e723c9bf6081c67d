import type { AutoTrainRejection } from '@understudy/domain/auto-train/auto-train-item';
import type { Genre } from '@understudy/domain/auto-train/genres';
import type { RejectionReason } from '@understudy/domain/auto-train/rejection-reason';
import type { Page } from '@understudy/domain/http/page';
import { and, desc, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { olderThanCursor, toPage, type PageRequest } from '../paging/keyset-page.ts';
import { autoTrainRejections } from '../schema/auto-train.ts';

/** Which rejected attempts of a batch: those that meet every condition given. */
export type RejectionFilter = { reason?: RejectionReason | undefined; genre?: Genre | undefined };

/** A page of a batch's rejected attempts, newest first. */
export async function listRejections(
  tx: Transaction,
  batchId: string,
  filter: RejectionFilter,
  page: PageRequest,
): Promise<Page<AutoTrainRejection>> {
  const { id, itemIndex, attempt, genre, reason, message, excerpt, createdAt } = autoTrainRejections;
  const rows = await tx
    .select({ id, index: itemIndex, attempt, genre, reason, message, excerpt, createdAt })
    .from(autoTrainRejections)
    .where(
      and(
        mine(autoTrainRejections),
        eq(autoTrainRejections.batchId, batchId),
        filter.reason === undefined ? undefined : eq(reason, filter.reason),
        filter.genre === undefined ? undefined : eq(genre, filter.genre),
        olderThanCursor(id, page),
      ),
    )
    .orderBy(desc(id))
    .limit(page.limit + 1);
  return toPage(rows, page, ({ createdAt: at, ...row }) => ({ ...row, created_at: at.toISOString() }));
}
