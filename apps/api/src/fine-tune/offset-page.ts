import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { Page } from '@understudy/domain/http/page';

/**
 * The place that a cursor stands for, in a list to which things are only added at its end.
 *
 * @throws UnderstudyError `malformed_request` for a cursor that none of our pages gave out
 */
export function offsetOfCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor);
  throw new UnderstudyError('malformed_request', 'The cursor is not one that a page of this list gave out.');
}

/** The page out of what follows `offset`, of which more than `limit` says that there is a next page. */
export function toOffsetPage<Item>(following: readonly Item[], offset: number, limit: number): Page<Item> {
  return {
    items: following.slice(0, limit),
    next_cursor: following.length > limit ? String(offset + limit) : null,
  };
}
