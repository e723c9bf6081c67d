import type { ChatReply } from '@understudy/domain/chat/chat';
import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { avatarProfiles } from './avatars.ts';
import { createdAt, freeText, id, userId } from './columns.ts';
import { modelExperiments } from './model-experiments.ts';
import { avatarPromptVersions } from './prompt-versions.ts';
import { ownRowsOnly } from './row-level-security.ts';

/** What was said to an avatar, and what it answered. */
export const chatMessages = pgTable(
  'chat_messages',
  {
    id: id(),
    userId: userId(),
    avatarId: uuid('avatar_id').notNull(),
    promptVersionId: uuid('prompt_version_id'),
    message: freeText('message').notNull(),
    reply: freeText('reply').notNull(),
    model: freeText('model').notNull(),
    provider: text('provider').$type<ChatReply['provider']>().notNull(),
    simulatedProvider: boolean('simulated_provider').notNull(),
    /** Said when another model than the wanted one answered. */
    fallback: freeText('fallback'),
    inputTokens: integer('input_tokens').notNull(),
    outputTokens: integer('output_tokens').notNull(),
    /** The A/B split that chose who answers, and its arm. */
    experimentId: uuid('experiment_id'),
    arm: text('arm').$type<'a' | 'b'>(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('chat_messages_id_user').on(table.id, table.userId),
    foreignKey({
      name: 'chat_messages_avatar',
      columns: [table.avatarId, table.userId],
      foreignColumns: [avatarProfiles.id, avatarProfiles.userId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'chat_messages_version',
      columns: [table.promptVersionId, table.userId],
      foreignColumns: [avatarPromptVersions.id, avatarPromptVersions.userId],
    }),
    foreignKey({
      name: 'chat_messages_experiment',
      columns: [table.experimentId, table.userId],
      foreignColumns: [modelExperiments.id, modelExperiments.userId],
    }),
    index('chat_messages_by_experiment')
      .on(table.experimentId)
      .where(sql`experiment_id is not null`),
    check('chat_messages_arm', sql`(experiment_id is null) = (arm is null) and arm in ('a', 'b')`),
    index('chat_messages_by_avatar').on(table.avatarId, table.id),
    index('chat_messages_by_version').on(table.promptVersionId),
    ownRowsOnly(),
  ],
);
