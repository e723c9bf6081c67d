import { sql } from 'drizzle-orm';
import { check, foreignKey, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { avatarProfiles } from './avatars.ts';
import { createdAt, document, freeText, updatedAt, usd, userId } from './columns.ts';
import { ownRowsOnly } from './row-level-security.ts';
import { runs } from './runs.ts';

/** Fine-tunes of many avatars with the same settings, asked for at once. */
export const fineTuneBatches = pgTable(
  'fine_tune_batches',
  {
    /** Also the ID of its run. */
    id: uuid('id').primaryKey(),
    userId: userId(),
    /** The request that each job is made from. */
    job: document('job').notNull(),
    /** Jobs that are under way at the same time, at most. */
    concurrency: integer('concurrency').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('fine_tune_batches_id_user').on(table.id, table.userId),
    foreignKey({
      name: 'fine_tune_batches_run',
      columns: [table.id, table.userId],
      foreignColumns: [runs.id, runs.userId],
    }).onDelete('cascade'),
    check('fine_tune_batches_concurrency', sql`concurrency between 1 and 20`),
    ownRowsOnly(),
  ],
);

/** What has become of each avatar of a batch. */
export const fineTuneBatchItems = pgTable(
  'fine_tune_batch_items',
  {
    batchId: uuid('batch_id').notNull(),
    /** Order of the request, from 0. */
    position: integer('position').notNull(),
    userId: userId(),
    avatarId: uuid('avatar_id').notNull(),
    outcome: text('outcome')
      .$type<'waiting' | 'started' | 'completed' | 'failed' | 'cancelled' | 'left_out'>()
      .notNull(),
    /** US dollars; null where it could not be estimated. */
    estimatedCost: usd('estimated_cost'),
    /** Why it was left out or has failed. */
    reason: freeText('reason'),
    jobId: uuid('job_id'),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.batchId, table.position] }),
    unique('fine_tune_batch_items_avatar').on(table.batchId, table.avatarId),
    foreignKey({
      name: 'fine_tune_batch_items_batch',
      columns: [table.batchId, table.userId],
      foreignColumns: [fineTuneBatches.id, fineTuneBatches.userId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'fine_tune_batch_items_of_avatar',
      columns: [table.avatarId, table.userId],
      foreignColumns: [avatarProfiles.id, avatarProfiles.userId],
    }).onDelete('cascade'),
    check(
      'fine_tune_batch_items_outcome',
      sql`outcome in ('waiting', 'started', 'completed', 'failed', 'cancelled', 'left_out')`,
    ),
    ownRowsOnly(),
  ],
);
