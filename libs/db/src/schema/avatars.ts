import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  pgTable,
  text,
  unique,
  uuid,
  type PgTableExtraConfigValue,
} from 'drizzle-orm/pg-core';
import { createdAt, freeText, id, updatedAt, userId } from './columns.ts';
import { avatarPromptVersions } from './prompt-versions.ts';
import { ownRowsOnly } from './row-level-security.ts';

/** Personas. Deleting one deletes everything that belongs to it. */
export const avatarProfiles = pgTable(
  'avatar_profiles',
  {
    id: id(),
    userId: userId(),
    name: freeText('name').notNull(),
    backstory: freeText('backstory').notNull(),
    traits: freeText('traits')
      .array()
      .notNull()
      .default(sql`'{}'`),
    mbti: text('mbti'),
    baseModel: freeText('base_model'),
    activePromptVersionId: uuid('active_prompt_version_id'),
    activeFineTunedModel: freeText('active_fine_tuned_model'),
    useFineTunedModel: boolean('use_fine_tuned_model').notNull().default(false),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  // The type is spelled out because avatars and prompt versions refer to each other.
  (table): PgTableExtraConfigValue[] => [
    // Every reference is to (id, user_id), so that no row can hang on one of another user.
    unique('avatar_profiles_id_user').on(table.id, table.userId),
    foreignKey({
      name: 'avatar_profiles_active_version',
      columns: [table.activePromptVersionId, table.userId],
      foreignColumns: [avatarPromptVersions.id, avatarPromptVersions.userId],
    }),
    index('avatar_profiles_by_user').on(table.userId, table.id),
    index('avatar_profiles_by_active_version').on(table.activePromptVersionId),
    ownRowsOnly(),
  ],
);
