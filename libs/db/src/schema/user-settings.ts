import { boolean, pgTable } from 'drizzle-orm/pg-core';
import { createdAt, updatedAt, userId } from './columns.ts';
import { ownRowsOnly } from './row-level-security.ts';

/** What users have chosen for themselves. Without a row, everything is as it is by default. */
export const userSettings = pgTable(
  'user_settings',
  {
    userId: userId().primaryKey(),
    /** Whether to start a fine-tune as soon as there are examples enough. */
    autoFineTune: boolean('auto_fine_tune').notNull().default(false),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  () => [ownRowsOnly()],
);
