import type { ProblemCode } from '@understudy/domain/errors/problem-code';
import type { TrainingSessionFile } from '@understudy/domain/training-sessions/training-session';
import { sql } from 'drizzle-orm';
import { bigint, check, foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, freeText, id, moment, updatedAt, userId } from './columns.ts';
import { ownRowsOnly } from './row-level-security.ts';
import { avatarTrainingData } from './training-sessions.ts';

/** Uploaded files of training sessions. The content is in object storage, the text read off it here. */
export const avatarTrainingFiles = pgTable(
  'avatar_training_files',
  {
    id: id(),
    userId: userId(),
    trainingDataId: uuid('training_data_id').notNull(),
    avatarId: uuid('avatar_id').notNull(),
    /** Order of the upload, from 0. */
    position: integer('position').notNull(),
    name: freeText('name').notNull(),
    kind: text('kind').$type<TrainingSessionFile['kind']>(),
    contentType: freeText('content_type'),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    /** SHA-256 of the content in hexadecimal. */
    contentDigest: text('content_digest').notNull(),
    storageKey: text('storage_key').notNull(),
    status: text('status').$type<TrainingSessionFile['status']>().notNull().default('pending'),
    extractionMethod: text('extraction_method').$type<TrainingSessionFile['extraction_method']>(),
    pageCount: integer('page_count'),
    extractedText: freeText('extracted_text'),
    textLength: integer('text_length'),
    messageCount: integer('message_count').notNull().default(0),
    errorCode: text('error_code').$type<ProblemCode>(),
    errorMessage: freeText('error_message'),
    warnings: freeText('warnings')
      .array()
      .notNull()
      .default(sql`'{}'`),
    extractedAt: moment('extracted_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('avatar_training_files_id_user').on(table.id, table.userId),
    unique('avatar_training_files_position').on(table.trainingDataId, table.position),
    foreignKey({
      name: 'avatar_training_files_session',
      columns: [table.trainingDataId, table.userId],
      foreignColumns: [avatarTrainingData.id, avatarTrainingData.userId],
    }).onDelete('cascade'),
    index('avatar_training_files_by_avatar').on(table.avatarId),
    check('avatar_training_files_status', sql`status in ('pending', 'extracted', 'failed')`),
    ownRowsOnly(),
  ],
);
