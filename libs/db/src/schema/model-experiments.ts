import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  pgTable,
  real,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { avatarProfiles } from './avatars.ts';
import { createdAt, document, freeText, id, moment, userId } from './columns.ts';
import { ownRowsOnly } from './row-level-security.ts';

/** A/B splits of an avatar's chat between two arms: models, prompt versions, or both. At most one runs per avatar. */
export const modelExperiments = pgTable(
  'model_experiments',
  {
    id: id(),
    userId: userId(),
    avatarId: uuid('avatar_id').notNull(),
    name: freeText('name').notNull(),
    /** `{ model, prompt_version_id }`; null stands for what is active. */
    armA: document('arm_a').notNull(),
    armB: document('arm_b').notNull(),
    /** Share of the conversations that go to B, 0–1. */
    shareOfB: real('share_of_b').notNull(),
    status: text('status').$type<'running' | 'ended'>().notNull().default('running'),
    /** The arm that its owner has made the avatar answer with at the end; null where none was chosen. */
    winner: text('winner').$type<'a' | 'b'>(),
    endedAt: moment('ended_at'),
    createdAt: createdAt(),
  },
  (table) => [
    unique('model_experiments_id_user').on(table.id, table.userId),
    foreignKey({
      name: 'model_experiments_avatar',
      columns: [table.avatarId, table.userId],
      foreignColumns: [avatarProfiles.id, avatarProfiles.userId],
    }).onDelete('cascade'),
    index('model_experiments_by_avatar').on(table.avatarId, table.id),
    uniqueIndex('model_experiments_one_running')
      .on(table.avatarId)
      .where(sql`status = 'running'`),
    check('model_experiments_winner', sql`winner in ('a', 'b')`),
    check('model_experiments_share', sql`share_of_b between 0 and 1`),
    check('model_experiments_status', sql`status in ('running', 'ended')`),
    ownRowsOnly(),
  ],
);
