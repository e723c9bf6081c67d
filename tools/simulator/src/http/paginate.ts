import { z } from 'zod';
import { invalidRequest } from './provider-error.ts';

const querySchema = z.object({
  after: z.string().min(1).optional(),
  limit: z.coerce.number().int().min(1).optional(),
});

/** A page of a list, as the service's list endpoints answer. */
export interface Page<Item> {
  readonly object: 'list';
  readonly data: Item[];
  readonly has_more: boolean;
}

/**
 * Takes the page of a list that a query's `after` and `limit` ask for. Items are drawn only as far as needed.
 *
 * @throws {ProviderError} 400 for a limit out of range.
 */
export function paginate<Item extends { readonly id: string }>(
  items: Iterable<Item>,
  query: unknown,
  { usual, most }: { readonly usual: number; readonly most: number } = { usual: 20, most: 100 },
): Page<Item> {
  const parsed = querySchema.safeParse(query);
  if (!parsed.success || (parsed.data.limit ?? usual) > most) {
    throw invalidRequest(
      `Invalid 'limit': expected an integer from 1 to ${most}.`,
      'limit',
      'integer_above_max_value',
    );
  }
  const { after, limit = usual } = parsed.data;
  const data: Item[] = [];
  let skipping = after !== undefined;
  for (const item of items) {
    if (!skipping && data.length === limit) return { object: 'list', data, has_more: true };
    if (!skipping) data.push(item);
    if (item.id === after) skipping = false;
  }
  return { object: 'list', data, has_more: false };
}
