import type { ConversationFormat } from '@understudy/domain/conversations/message';
import type { EnrichmentStatus } from '@understudy/domain/enrichment/enrichment-status';
import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  real,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, document, freeText, id, moment, updatedAt, userId } from './columns.ts';
import { ownRowsOnly } from './row-level-security.ts';
import { avatarTrainingFiles } from './training-session-files.ts';
import { avatarTrainingData } from './training-sessions.ts';

/** Conversations that were found in files. */
export const conversations = pgTable(
  'conversations',
  {
    id: id(),
    userId: userId(),
    avatarId: uuid('avatar_id').notNull(),
    trainingDataId: uuid('training_data_id').notNull(),
    fileId: uuid('file_id').notNull(),
    /** Order within the file, from 0. */
    position: integer('position').notNull(),
    title: freeText('title'),
    format: text('format').$type<ConversationFormat>().notNull(),
    messageCount: integer('message_count').notNull(),
    pairCount: integer('pair_count').notNull().default(0),
    /** `[{ "name", "message_count" }]`, most messages first. */
    speakers: document('speakers').notNull(),
    avatarSpeaker: freeText('avatar_speaker'),
    /** As in the export: local time where it names no zone. */
    startedAt: freeText('started_at'),
    endedAt: freeText('ended_at'),
    enrichmentStatus: text('enrichment_status').$type<EnrichmentStatus>().notNull().default('pending'),
    /** What the model found; null until enriched. */
    persona: freeText('persona'),
    emotionalArc: freeText('emotional_arc'),
    trainingTopic: freeText('training_topic'),
    /** 1–5. */
    enrichmentQuality: real('enrichment_quality'),
    /** Pairs in the enriched file. */
    enrichedPairCount: integer('enriched_pair_count').notNull().default(0),
    /** Key in object storage of the JSON with persona, arc, topic, quality and a training pair for each turn. */
    enrichedFilePath: text('enriched_file_path'),
    enrichedAt: moment('enriched_at'),
    enrichmentError: document('enrichment_error'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('conversations_id_user').on(table.id, table.userId),
    unique('conversations_position').on(table.fileId, table.position),
    foreignKey({
      name: 'conversations_session',
      columns: [table.trainingDataId, table.userId],
      foreignColumns: [avatarTrainingData.id, avatarTrainingData.userId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'conversations_file',
      columns: [table.fileId, table.userId],
      foreignColumns: [avatarTrainingFiles.id, avatarTrainingFiles.userId],
    }).onDelete('cascade'),
    index('conversations_by_session').on(table.trainingDataId),
    index('conversations_by_avatar').on(table.avatarId),
    index('conversations_by_user').on(table.userId, table.id),
    check(
      'conversations_enrichment',
      sql`enrichment_status in ('pending', 'running', 'completed', 'failed') and (enrichment_status <> 'completed' or enriched_file_path is not null)`,
    ),
    check('conversations_enrichment_quality', sql`enrichment_quality between 1 and 5`),
    ownRowsOnly(),
  ],
);

/** Messages of conversations, from position 0. */
export const conversationMessages = pgTable(
  'conversation_messages',
  {
    conversationId: uuid('conversation_id').notNull(),
    position: integer('position').notNull(),
    userId: userId(),
    speaker: freeText('speaker').notNull(),
    text: freeText('text').notNull(),
    sentAt: freeText('sent_at'),
    attachment: freeText('attachment'),
  },
  (table) => [
    primaryKey({ columns: [table.conversationId, table.position] }),
    foreignKey({
      name: 'conversation_messages_conversation',
      columns: [table.conversationId, table.userId],
      foreignColumns: [conversations.id, conversations.userId],
    }).onDelete('cascade'),
    ownRowsOnly(),
  ],
);
