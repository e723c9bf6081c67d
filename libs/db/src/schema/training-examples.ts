import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  real,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { avatarProfiles } from './avatars.ts';
import { createdAt, freeText, id, userId } from './columns.ts';
import { conversations } from './conversations.ts';
import { ownRowsOnly } from './row-level-security.ts';
import { avatarTrainingData } from './training-sessions.ts';

/** Examples that a model can be fine-tuned on: an instruction and the avatar's response. */
export const avatarTrainingExamples = pgTable(
  'avatar_training_examples',
  {
    id: id(),
    userId: userId(),
    avatarId: uuid('avatar_id').notNull(),
    trainingDataId: uuid('training_data_id'),
    conversationId: uuid('conversation_id'),
    /** Order within the conversation, from 0. */
    position: integer('position').notNull(),
    instruction: freeText('instruction').notNull(),
    context: freeText('context'),
    response: freeText('response').notNull(),
    patternType: text('pattern_type').notNull(),
    genre: text('genre'),
    qualityScore: real('quality_score').notNull(),
    source: text('source').notNull(),
    /** SHA-256 of instruction and response in hexadecimal. */
    contentDigest: text('content_digest').notNull(),
    usedInTraining: boolean('used_in_training').notNull().default(false),
    timesUsed: integer('times_used').notNull().default(0),
    createdAt: createdAt(),
  },
  (table) => [
    unique('avatar_training_examples_position').on(table.conversationId, table.position),
    foreignKey({
      name: 'avatar_training_examples_avatar',
      columns: [table.avatarId, table.userId],
      foreignColumns: [avatarProfiles.id, avatarProfiles.userId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'avatar_training_examples_session',
      columns: [table.trainingDataId, table.userId],
      foreignColumns: [avatarTrainingData.id, avatarTrainingData.userId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'avatar_training_examples_conversation',
      columns: [table.conversationId, table.userId],
      foreignColumns: [conversations.id, conversations.userId],
    }).onDelete('cascade'),
    index('avatar_training_examples_by_avatar').on(table.avatarId, table.id),
    index('avatar_training_examples_by_session').on(table.trainingDataId),
    check('avatar_training_examples_quality', sql`quality_score between 0 and 1`),
    ownRowsOnly(),
  ],
);
