import type { Page } from '@understudy/domain/http/page';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { lt, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { z } from 'zod';

/** Which page of a list: at most `limit` items after `cursor`, from the newest on without one. */
export type PageRequest = { limit: number; cursor?: string | undefined };

/**
 * Condition for the rows of a page, newest first. IDs are UUIDs of version 7 and so in order of time: the cursor is the
 * ID of the last item seen, and the page stays right while rows come and go.
 *
 * @throws UnderstudyError `malformed_request` for a cursor that none of our pages gave out
 */
export function olderThanCursor(id: PgColumn, { cursor }: PageRequest): SQL | undefined {
  if (cursor === undefined) return undefined;
  const parsed = z.uuid().safeParse(cursor);
  if (!parsed.success) {
    throw new UnderstudyError(
      'malformed_request',
      'The cursor is not one that a page of this list gave out.',
    );
  }
  return lt(id, parsed.data);
}

/** The page out of up to `limit + 1` rows; the extra row says that there is a next page. */
export function toPage<Row, Item extends { id: string }>(
  rows: readonly Row[],
  { limit }: PageRequest,
  toItem: (row: Row) => Item,
): Page<Item> {
  const items = rows.slice(0, limit).map(toItem);
  const last = items.at(-1);
  return { items, next_cursor: rows.length > limit && last !== undefined ? last.id : null };
}
