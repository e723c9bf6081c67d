import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, userId } from './columns.ts';
import { ownRowsOnly } from './row-level-security.ts';

/**
 * Uploads that nothing has come of yet, written before their first byte: what lies in object storage under their prefixes
 * belongs to nothing else. Whatever is made of one deletes its row in the same transaction.
 */
export const uploads = pgTable(
  'uploads',
  {
    /** Also the ID of what is to be made of it. */
    id: uuid('id').primaryKey(),
    userId: userId(),
    storagePrefix: text('storage_prefix').notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('uploads_by_age').on(table.createdAt), ownRowsOnly()],
);
