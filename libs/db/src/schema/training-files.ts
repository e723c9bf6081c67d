import type { TrainingFileStatus } from '@understudy/domain/training-files/training-file-status';
import {
  bigint,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, document, freeText, id, moment, updatedAt, userId } from './columns.ts';
import { conversations } from './conversations.ts';
import { ownRowsOnly } from './row-level-security.ts';
import { runs } from './runs.ts';

/** Enriched conversations, aggregated into one JSON and one JSONL artefact. */
export const trainingFiles = pgTable(
  'training_files',
  {
    id: id(),
    userId: userId(),
    name: freeText('name').notNull(),
    description: freeText('description'),
    status: text('status').$type<TrainingFileStatus>().notNull().default('building'),
    /** Of all conversations that are in it, whether or not the artefact has them yet. */
    conversationCount: integer('conversation_count').notNull(),
    totalTrainingPairs: integer('total_training_pairs').notNull(),
    scaffoldingDistribution: document('scaffolding_distribution').notNull(),
    qualitySummary: document('quality_summary').notNull(),
    /** The run that builds it or did last. */
    buildRunId: uuid('build_run_id'),
    /** The run whose artefact is complete and downloadable; its objects' keys are made from it. Null: none yet. */
    artefactRunId: uuid('artefact_run_id'),
    /** `<id>/training.json` and `<id>/training.jsonl`: what the artefact is called, not where it is stored. */
    jsonFilePath: text('json_file_path').notNull(),
    jsonlFilePath: text('jsonl_file_path').notNull(),
    /** These are of the artefact; null without one. */
    jsonFileSize: bigint('json_file_size', { mode: 'number' }),
    jsonlFileSize: bigint('jsonl_file_size', { mode: 'number' }),
    artefactConversationCount: integer('artefact_conversation_count'),
    artefactTrainingPairs: integer('artefact_training_pairs'),
    builtAt: moment('built_at'),
    createdBy: freeText('created_by').notNull(),
    lastUpdatedBy: freeText('last_updated_by').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('training_files_id_user').on(table.id, table.userId),
    foreignKey({
      name: 'training_files_build',
      columns: [table.buildRunId, table.userId],
      foreignColumns: [runs.id, runs.userId],
    }),
    index('training_files_by_user').on(table.userId, table.id),
    ownRowsOnly(),
  ],
);

/** Which conversations are in which training file: each at most once, by the key. */
export const trainingFileConversations = pgTable(
  'training_file_conversations',
  {
    trainingFileId: uuid('training_file_id').notNull(),
    conversationId: uuid('conversation_id').notNull(),
    userId: userId(),
    /** Order within the file, from 0. */
    position: integer('position').notNull(),
    addedBy: freeText('added_by').notNull(),
    addedAt: moment('added_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.trainingFileId, table.conversationId] }),
    unique('training_file_conversations_position').on(table.trainingFileId, table.position),
    foreignKey({
      name: 'training_file_conversations_file',
      columns: [table.trainingFileId, table.userId],
      foreignColumns: [trainingFiles.id, trainingFiles.userId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'training_file_conversations_conversation',
      columns: [table.conversationId, table.userId],
      foreignColumns: [conversations.id, conversations.userId],
    }).onDelete('cascade'),
    index('training_file_conversations_by_conversation').on(table.conversationId),
    ownRowsOnly(),
  ],
);
