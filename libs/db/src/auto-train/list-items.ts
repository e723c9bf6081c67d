import type { AutoTrainItem, AutoTrainItemStatus } from '@understudy/domain/auto-train/auto-train-item';
import type { Genre } from '@understudy/domain/auto-train/genres';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { Page } from '@understudy/domain/http/page';
import { and, asc, desc, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import type { PageRequest } from '../paging/keyset-page.ts';
import { autoTrainItems } from '../schema/auto-train.ts';
import { avatarTrainingExamples } from '../schema/training-examples.ts';
import { itemColumns, toItem } from './item-mapping.ts';

/** Which items of a batch: those that meet every condition given. */
export type ItemFilter = { status?: AutoTrainItemStatus | undefined; genre?: Genre | undefined };

/**
 * A page of a batch's finished items, newest first. The cursor is the index of the last item seen.
 *
 * @throws UnderstudyError `malformed_request` for a cursor that none of our pages gave out
 */
export async function listItems(
  tx: Transaction,
  batchId: string,
  { status, genre }: ItemFilter,
  page: PageRequest,
): Promise<Page<AutoTrainItem>> {
  const found = await selectItems(
    tx,
    batchId,
    and(
      status === undefined ? undefined : eq(autoTrainItems.status, status),
      genre === undefined ? undefined : eq(autoTrainItems.genre, genre),
      olderThanItem(batchId, page),
    ),
    { order: [desc(autoTrainItems.createdAt), desc(autoTrainItems.itemIndex)], limit: page.limit + 1 },
  );
  const items = found.slice(0, page.limit);
  const last = items.at(-1);
  return {
    items,
    next_cursor: found.length > page.limit && last !== undefined ? String(last.index) : null,
  };
}

/** The finished items of a batch that have one of these indices, in order of their index. */
export async function listItemsByIndex(
  tx: Transaction,
  batchId: string,
  indices: readonly number[],
): Promise<AutoTrainItem[]> {
  if (indices.length === 0) return [];
  return await selectItems(tx, batchId, inArray(autoTrainItems.itemIndex, [...indices]), {
    order: [asc(autoTrainItems.itemIndex)],
    limit: indices.length,
  });
}

/** The page is cut before it is joined: the other way round the planner joins the whole batch first. */
async function selectItems(
  tx: Transaction,
  batchId: string,
  condition: SQL | undefined,
  { order, limit }: { order: SQL[]; limit: number },
): Promise<AutoTrainItem[]> {
  const rows = await tx
    .select(itemColumns)
    .from(autoTrainItems)
    .where(and(mine(autoTrainItems), eq(autoTrainItems.batchId, batchId), condition))
    .orderBy(...order)
    .limit(limit);
  const { id, itemIndex, instruction, response, removedAt } = avatarTrainingExamples;
  const indices = rows.filter((row) => row.status === 'accepted').map((row) => row.itemIndex);
  const examples = await tx
    .select({ id, itemIndex, instruction, response })
    .from(avatarTrainingExamples)
    .where(
      and(
        mine(avatarTrainingExamples),
        isNull(removedAt),
        eq(avatarTrainingExamples.batchId, batchId),
        inArray(itemIndex, indices),
      ),
    );
  const byIndex = new Map(examples.map((example) => [example.itemIndex, example]));
  return rows.map((row) => toItem(row, byIndex.get(row.itemIndex) ?? null));
}

function olderThanItem(batchId: string, { cursor }: PageRequest): SQL | undefined {
  if (cursor === undefined) return undefined;
  if (!/^\d{1,9}$/.test(cursor)) {
    throw new UnderstudyError(
      'malformed_request',
      'The cursor is not one that a page of this list gave out.',
    );
  }
  const { createdAt, itemIndex } = autoTrainItems;
  const seen = alias(autoTrainItems, 'seen');
  return sql`(${createdAt}, ${itemIndex}) < (
    select ${seen.createdAt}, ${seen.itemIndex} from ${autoTrainItems} seen
    where ${mine(seen)} and ${seen.batchId} = ${batchId} and ${seen.itemIndex} = ${Number(cursor)}
  )`;
}
