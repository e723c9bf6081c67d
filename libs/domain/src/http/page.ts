import { z } from 'zod';
import { numberParameter } from './number-parameter.ts';

/** Query of every list: how many, and from where. */
export const pageQuerySchema = z.object({
  limit: numberParameter(z.number().int().min(1).max(200)).prefault(50).describe('At most this many'),
  cursor: z.string().max(500).optional().describe('`next_cursor` of the page before'),
});
export type PageQuery = z.infer<typeof pageQuerySchema>;

/** A page of a list, newest first. `next_cursor` is null on the last one. */
export function pageOf<Item extends z.ZodType>(id: string, item: Item) {
  return z.object({ items: z.array(item), next_cursor: z.string().nullable() }).meta({ id });
}

/** A page of items. */
export type Page<Item> = { items: Item[]; next_cursor: string | null };
