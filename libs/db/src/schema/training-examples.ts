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
import { autoTrainBatches } from './auto-train.ts';
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
    /** Null for generated examples that are for no avatar in particular. */
    avatarId: uuid('avatar_id'),
    trainingDataId: uuid('training_data_id'),
    conversationId: uuid('conversation_id'),
    /** Order within the conversation, from 0. */
    position: integer('position'),
    batchId: uuid('batch_id'),
    /** Index of the item within its auto-train batch, from 0. */
    itemIndex: integer('item_index'),
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
    unique('avatar_training_examples_id_user').on(table.id, table.userId),
    unique('avatar_training_examples_position').on(table.conversationId, table.position),
    unique('avatar_training_examples_item').on(table.batchId, table.itemIndex),
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
    foreignKey({
      name: 'avatar_training_examples_batch',
      columns: [table.batchId, table.userId],
      foreignColumns: [autoTrainBatches.id, autoTrainBatches.userId],
    }).onDelete('cascade'),
    index('avatar_training_examples_by_avatar').on(table.avatarId, table.id),
    index('avatar_training_examples_by_session').on(table.trainingDataId),
    index('avatar_training_examples_by_batch').on(table.batchId, table.id),
    index('avatar_training_examples_unused')
      .on(table.userId, table.source)
      .where(sql`not used_in_training`),
    check('avatar_training_examples_quality', sql`quality_score between 0 and 1`),
    check('avatar_training_examples_place', sql`(conversation_id is null) = (position is null)`),
    check('avatar_training_examples_item_index', sql`(batch_id is null) = (item_index is null)`),
    ownRowsOnly(),
  ],
);
