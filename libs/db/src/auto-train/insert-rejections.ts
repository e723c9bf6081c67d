import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { insertRows } from '../bulk/insert-rows.ts';
import type { Transaction } from '../database.ts';
import { autoTrainRejections } from '../schema/auto-train.ts';
import type { ItemRejection, ItemResult } from './item-result.ts';

/** A rejected attempt at an item. */
export type StoredRejection = ItemRejection & Pick<ItemResult, 'itemIndex' | 'genre'>;

/** Characters of a rejected text that are kept. */
const excerptCharacters = 200;

/** The beginning of a rejected text, cut between characters. */
export function excerptOf(text: string): string {
  const characters = [...text];
  if (characters.length <= excerptCharacters) return text;
  return `${characters.slice(0, excerptCharacters).join('')}…`;
}

const storedSchema = z.array(z.object({ item_index: z.int(), attempt: z.int() }));

/** Stores rejected attempts, and returns those that were not stored before. */
export async function insertRejections(
  tx: Transaction,
  batchId: string,
  rejections: readonly StoredRejection[],
): Promise<StoredRejection[]> {
  const rows = await insertRows(
    tx,
    autoTrainRejections,
    rejections.map((rejection) => ({ batchId, ...rejection })),
    sql`on conflict (batch_id, item_index, attempt) do nothing returning item_index, attempt`,
  );
  const stored = storedSchema.parse(rows);
  return rejections.filter(({ itemIndex, attempt }) =>
    stored.some((row) => row.item_index === itemIndex && row.attempt === attempt),
  );
}
