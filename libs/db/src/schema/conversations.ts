import type { ConversationFormat } from '@understudy/domain/conversations/message';
import { foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, document, freeText, id, updatedAt, userId } from './columns.ts';
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
    startedAt: text('started_at'),
    endedAt: text('ended_at'),
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
    sentAt: text('sent_at'),
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
