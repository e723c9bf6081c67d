import type { Genre } from '@understudy/domain/auto-train/genres';
import type { RejectionReason } from '@understudy/domain/auto-train/rejection-reason';
import type { Page } from '@understudy/domain/http/page';
import { and, desc, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { olderThanCursor, toPage, type PageRequest } from '../paging/keyset-page.ts';
import { autoTrainRejections } from '../schema/auto-train.ts';

/** An attempt at an item that gave no example. */
export type Rejection = {
  id: string;
  itemIndex: number;
  /** From 1. */
  attempt: number;
  genre: Genre;
  reason: RejectionReason;
  message: string;
  excerpt: string | null;
  createdAt: Date;
};

/** A page of a batch's rejected attempts, newest first. */
export async function listRejections(
  tx: Transaction,
  batchId: string,
  page: PageRequest,
): Promise<Page<Rejection>> {
  const { id, itemIndex, attempt, genre, reason, message, excerpt, createdAt } = autoTrainRejections;
  const rows = await tx
    .select({ id, itemIndex, attempt, genre, reason, message, excerpt, createdAt })
    .from(autoTrainRejections)
    .where(
      and(mine(autoTrainRejections), eq(autoTrainRejections.batchId, batchId), olderThanCursor(id, page)),
    )
    .orderBy(desc(id))
    .limit(page.limit + 1);
  return toPage(rows, page, (row) => row);
}
