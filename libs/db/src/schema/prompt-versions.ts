import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { avatarProfiles } from './avatars.ts';
import { chatMessages } from './chat.ts';
import { createdAt, document, freeText, id, moment, updatedAt, userId } from './columns.ts';
import { ownRowsOnly } from './row-level-security.ts';
import { avatarTrainingData } from './training-sessions.ts';

/** Generated prompts. What was generated never changes; which one is active does. */
export const avatarPromptVersions = pgTable(
  'avatar_prompt_versions',
  {
    id: id(),
    userId: userId(),
    avatarId: uuid('avatar_id').notNull(),
    trainingDataId: uuid('training_data_id'),
    /** Digest of everything the prompt was made from: the same input never makes a second version. */
    inputDigest: text('input_digest').notNull(),
    versionNumber: integer('version_number').notNull(),
    systemPrompt: freeText('system_prompt').notNull(),
    instructions: freeText('instructions').notNull(),
    analysis: document('analysis'),
    measuredStyle: document('measured_style'),
    groundedFields: text('grounded_fields')
      .array()
      .notNull()
      .default(sql`'{}'`),
    draft: document('draft'),
    model: freeText('model').notNull(),
    simulatedProvider: boolean('simulated_provider').notNull(),
    isActive: boolean('is_active').notNull().default(false),
    usageCount: integer('usage_count').notNull().default(0),
    activatedAt: moment('activated_at'),
    deactivatedAt: moment('deactivated_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('avatar_prompt_versions_id_user').on(table.id, table.userId),
    unique('avatar_prompt_versions_number').on(table.avatarId, table.versionNumber),
    unique('avatar_prompt_versions_input').on(table.trainingDataId, table.inputDigest),
    uniqueIndex('avatar_prompt_versions_one_active')
      .on(table.avatarId)
      .where(sql`is_active`),
    foreignKey({
      name: 'avatar_prompt_versions_avatar',
      columns: [table.avatarId, table.userId],
      foreignColumns: [avatarProfiles.id, avatarProfiles.userId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'avatar_prompt_versions_session',
      columns: [table.trainingDataId, table.userId],
      foreignColumns: [avatarTrainingData.id, avatarTrainingData.userId],
    }).onDelete('cascade'),
    ownRowsOnly(),
  ],
);

/** Which version became active when, so that a rollback knows where to go. Append-only. */
export const promptVersionActivations = pgTable(
  'prompt_version_activations',
  {
    id: id(),
    userId: userId(),
    avatarId: uuid('avatar_id').notNull(),
    promptVersionId: uuid('prompt_version_id').notNull(),
    action: text('action').$type<'activated' | 'deactivated' | 'rolled_back'>().notNull(),
    /** Order of the history: allotted while the avatar's row is locked. */
    ordinal: bigint('ordinal', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    createdAt: createdAt(),
  },
  (table) => [
    foreignKey({
      name: 'prompt_version_activations_version',
      columns: [table.promptVersionId, table.userId],
      foreignColumns: [avatarPromptVersions.id, avatarPromptVersions.userId],
    }).onDelete('cascade'),
    index('prompt_version_activations_by_avatar').on(table.avatarId, table.ordinal),
    index('prompt_version_activations_by_version').on(table.promptVersionId),
    check('prompt_version_activations_action', sql`action in ('activated', 'deactivated', 'rolled_back')`),
    ownRowsOnly(),
  ],
);

/** How well a version did, in the eyes of its user: at most one rating for each chat message. */
export const promptVersionRatings = pgTable(
  'prompt_version_ratings',
  {
    id: id(),
    userId: userId(),
    promptVersionId: uuid('prompt_version_id').notNull(),
    chatMessageId: uuid('chat_message_id'),
    rating: smallint('rating').notNull(),
    comment: freeText('comment'),
    createdAt: createdAt(),
  },
  (table) => [
    unique('prompt_version_ratings_message').on(table.chatMessageId),
    foreignKey({
      name: 'prompt_version_ratings_version',
      columns: [table.promptVersionId, table.userId],
      foreignColumns: [avatarPromptVersions.id, avatarPromptVersions.userId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'prompt_version_ratings_chat_message',
      columns: [table.chatMessageId, table.userId],
      foreignColumns: [chatMessages.id, chatMessages.userId],
    }).onDelete('cascade'),
    index('prompt_version_ratings_by_version').on(table.promptVersionId),
    check('prompt_version_ratings_range', sql`rating between 1 and 5`),
    ownRowsOnly(),
  ],
);
