import type { Genre } from '@understudy/domain/auto-train/genres';
import type { RejectionReason } from '@understudy/domain/auto-train/rejection-reason';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { avatarProfiles } from './avatars.ts';
import { createdAt, document, freeText, id, updatedAt, usd, userId } from './columns.ts';
import { ownRowsOnly } from './row-level-security.ts';
import { runs } from './runs.ts';

/** Batches of generated examples: what was asked for. Status, times and error are those of the run. */
export const autoTrainBatches = pgTable(
  'auto_train_batches',
  {
    id: id(),
    userId: userId(),
    runId: uuid('run_id').notNull(),
    avatarId: uuid('avatar_id'),
    numExamples: integer('num_examples').notNull(),
    genres: text('genres').array().$type<Genre[]>().notNull(),
    storeInMemory: boolean('store_in_memory').notNull(),
    seedNumber: bigint('seed_number', { mode: 'number' }).notNull(),
    /** `[{ "model", "weight", "timeout_ms" }]`, as in the request. */
    ensemble: document('ensemble').notNull(),
    judgeModel: freeText('judge_model'),
    concurrency: integer('concurrency').notNull(),
    /** Running totals of the tables below, kept by `recordItems` under the lock of the run. */
    acceptedCount: integer('accepted_count').notNull().default(0),
    failedCount: integer('failed_count').notNull().default(0),
    rejectedCount: integer('rejected_count').notNull().default(0),
    /** Sum of the quality scores of the accepted items: their mean is told of every batch in a list. */
    acceptedQuality: doublePrecision('accepted_quality').notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('auto_train_batches_id_user').on(table.id, table.userId),
    unique('auto_train_batches_run').on(table.runId),
    foreignKey({
      name: 'auto_train_batches_run_of_user',
      columns: [table.runId, table.userId],
      foreignColumns: [runs.id, runs.userId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'auto_train_batches_avatar',
      columns: [table.avatarId, table.userId],
      foreignColumns: [avatarProfiles.id, avatarProfiles.userId],
    }).onDelete('cascade'),
    index('auto_train_batches_by_user').on(table.userId, table.id),
    index('auto_train_batches_by_avatar').on(table.avatarId),
    check('auto_train_batches_size', sql`num_examples > 0`),
    ownRowsOnly(),
  ],
);

/**
 * Items that are finished, one row each, written once; a failed one is replaced when a retry of the run finishes it.
 * The story of an accepted one is the training example with the same batch and index.
 */
export const autoTrainItems = pgTable(
  'auto_train_items',
  {
    batchId: uuid('batch_id').notNull(),
    /** From 0. */
    itemIndex: integer('item_index').notNull(),
    userId: userId(),
    /** The attempt of the run that finished the item. */
    runAttempt: integer('run_attempt').notNull(),
    status: text('status').$type<'accepted' | 'failed'>().notNull(),
    /** Attempts at the item: the first, and its replacements. */
    attempts: integer('attempts').notNull(),
    genre: text('genre').$type<Genre>().notNull(),
    promptIndex: integer('prompt_index').notNull(),
    modifierIndex: integer('modifier_index').notNull(),
    /** 0 to 10, by the quality rule. */
    qualityScore: doublePrecision('quality_score'),
    /** 0 to 10, by the judge model. */
    judgeScore: doublePrecision('judge_score'),
    votes: document('votes'),
    /** What became of each member of the ensemble: who failed, and why. */
    members: document('members'),
    /** Why a failed item failed in the end. */
    reason: text('reason').$type<RejectionReason>(),
    message: freeText('message'),
    costUsd: usd('cost_usd').notNull(),
    inputTokens: integer('input_tokens').notNull(),
    outputTokens: integer('output_tokens').notNull(),
    durationMs: integer('duration_ms').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.batchId, table.itemIndex] }),
    index('auto_train_items_newest').on(table.batchId, table.createdAt, table.itemIndex),
    foreignKey({
      name: 'auto_train_items_batch',
      columns: [table.batchId, table.userId],
      foreignColumns: [autoTrainBatches.id, autoTrainBatches.userId],
    }).onDelete('cascade'),
    check(
      'auto_train_items_status',
      sql`(status = 'accepted' and quality_score is not null) or (status = 'failed' and reason is not null)`,
    ),
    check('auto_train_items_quality', sql`quality_score between 0 and 10 and judge_score between 0 and 10`),
    ownRowsOnly(),
  ],
);

/** Attempts at items that gave no example, and why. Append-only. */
export const autoTrainRejections = pgTable(
  'auto_train_rejections',
  {
    id: id(),
    userId: userId(),
    batchId: uuid('batch_id').notNull(),
    itemIndex: integer('item_index').notNull(),
    attempt: integer('attempt').notNull(),
    genre: text('genre').$type<Genre>().notNull(),
    reason: text('reason').$type<RejectionReason>().notNull(),
    message: freeText('message').notNull(),
    /** Beginning of what was turned down, where there was a text. */
    excerpt: freeText('excerpt'),
    createdAt: createdAt(),
  },
  (table) => [
    unique('auto_train_rejections_attempt').on(table.batchId, table.itemIndex, table.attempt),
    foreignKey({
      name: 'auto_train_rejections_batch',
      columns: [table.batchId, table.userId],
      foreignColumns: [autoTrainBatches.id, autoTrainBatches.userId],
    }).onDelete('cascade'),
    index('auto_train_rejections_newest').on(table.batchId, table.id),
    ownRowsOnly(),
  ],
);
