import { index, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { createdAt, document, freeText, id, moment, userId } from './columns.ts';
import { ownRowsOnly } from './row-level-security.ts';

/** What users are told about without having asked. */
export const notifications = pgTable(
  'notifications',
  {
    id: id(),
    userId: userId(),
    kind: text('kind').notNull(),
    title: freeText('title').notNull(),
    body: freeText('body').notNull(),
    data: document('data').notNull(),
    /** Makes a second execution harmless: nothing is said twice under one key. */
    dedupeKey: text('dedupe_key').notNull(),
    readAt: moment('read_at'),
    createdAt: createdAt(),
  },
  (table) => [
    unique('notifications_dedupe').on(table.userId, table.dedupeKey),
    index('notifications_by_user').on(table.userId, table.id),
    ownRowsOnly(),
  ],
);
