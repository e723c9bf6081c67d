import type { ExampleKind } from '@understudy/domain/training-center/examples/training-example';
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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { autoTrainBatches } from './auto-train.ts';
import { avatarProfiles } from './avatars.ts';
import { createdAt, document, freeText, id, moment, userId } from './columns.ts';
import { conversations } from './conversations.ts';
import { ownRowsOnly } from './row-level-security.ts';
import { trainingImports } from './training-imports.ts';
import { avatarTrainingData } from './training-sessions.ts';

/**
 * Examples that a model can be fine-tuned on: an instruction and the avatar's response, or whole conversations and pairs,
 * of which these texts are the view. Every query leaves out removed ones, unless it brings them back.
 */
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
    kind: text('kind').$type<ExampleKind>().notNull().default('chat'),
    /** Of a preference pair, the answer that is not wanted. */
    rejectedResponse: freeText('rejected_response'),
    /** The example as `trainingExampleSchema` has it, without labels; null where the texts are all of it (`isPlain`). */
    content: document('content'),
    /** `optionalFieldsOf` of an example with `content`, labels left out: a download begins with one of each. */
    optionalFields: text('optional_fields'),
    /** Characters. */
    responseLength: integer('response_length').generatedAlwaysAs(sql`char_length(response)`),
    patternType: freeText('pattern_type').notNull(),
    genre: freeText('genre'),
    qualityScore: real('quality_score').notNull(),
    source: freeText('source').notNull(),
    /** SHA-256 of instruction and response in hexadecimal. */
    contentDigest: text('content_digest').notNull(),
    usedInTraining: boolean('used_in_training').notNull().default(false),
    timesUsed: integer('times_used').notNull().default(0),
    /** The import that it came with, and its record of that file, from 1. */
    importId: uuid('import_id'),
    importRecord: integer('import_record'),
    /** `FindingCode`s by what it is itself and by comparison with the others, as of the last examination. */
    findingCodes: text('finding_codes')
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** BCP 47; null until examined, or where it is not clear. */
    language: freeText('language'),
    editedAt: moment('edited_at'),
    /** Removed ones can be brought back for 30 days; those of one removal together. */
    removedAt: moment('removed_at'),
    removalId: uuid('removal_id'),
    createdAt: createdAt(),
  },
  (table) => [
    unique('avatar_training_examples_id_user').on(table.id, table.userId),
    // Partial, all of these: most examples are of one origin, and an entry in every index doubles the cost of an import.
    uniqueIndex('avatar_training_examples_position')
      .on(table.conversationId, table.position)
      .where(sql`conversation_id is not null`),
    uniqueIndex('avatar_training_examples_item')
      .on(table.batchId, table.itemIndex)
      .where(sql`batch_id is not null`),
    uniqueIndex('avatar_training_examples_record')
      .on(table.importId, table.importRecord)
      .where(sql`import_id is not null`),
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
    foreignKey({
      name: 'avatar_training_examples_import',
      columns: [table.importId, table.userId],
      foreignColumns: [trainingImports.id, trainingImports.userId],
    }),
    // Covers `avatar_id`, `quality_score` and `response_length` as well (migration 0009): lists, counts and statistics
    // find their place in 100,000 examples without reading a text.
    index('avatar_training_examples_by_user')
      .on(table.userId, table.id)
      .where(sql`removed_at is null`),
    index('avatar_training_examples_by_avatar')
      .on(table.avatarId, table.id)
      .where(sql`avatar_id is not null`),
    index('avatar_training_examples_by_session')
      .on(table.trainingDataId)
      .where(sql`training_data_id is not null`),
    index('avatar_training_examples_by_batch')
      .on(table.batchId, table.id)
      .where(sql`batch_id is not null`),
    index('avatar_training_examples_removed')
      .on(table.removedAt)
      .where(sql`removed_at is not null`),
    index('avatar_training_examples_by_removal')
      .on(table.userId, table.removalId)
      .where(sql`removal_id is not null`),
    index('avatar_training_examples_unused')
      .on(table.userId, table.source)
      .where(sql`not used_in_training and source = 'auto_train'`),
    index('avatar_training_examples_used')
      .on(table.userId, table.source)
      .where(sql`used_in_training and source = 'auto_train'`),
    check('avatar_training_examples_quality', sql`quality_score between 0 and 1`),
    check('avatar_training_examples_place', sql`(conversation_id is null) = (position is null)`),
    check('avatar_training_examples_import_record', sql`(import_id is null) = (import_record is null)`),
    check('avatar_training_examples_removal', sql`(removed_at is null) = (removal_id is null)`),
    check('avatar_training_examples_kind', sql`kind in ('chat', 'preference')`),
    check('avatar_training_examples_item_index', sql`(batch_id is null) = (item_index is null)`),
    ownRowsOnly(),
  ],
);
