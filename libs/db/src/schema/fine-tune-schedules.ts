import { boolean, foreignKey, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { avatarProfiles } from './avatars.ts';
import { createdAt, document, id, moment, updatedAt, userId } from './columns.ts';
import { ownRowsOnly } from './row-level-security.ts';

/** When an avatar is trained anew by itself: one schedule each, of which Temporal keeps the time. */
export const fineTuneSchedules = pgTable(
  'fine_tune_schedules',
  {
    id: id(),
    userId: userId(),
    avatarId: uuid('avatar_id').notNull(),
    enabled: boolean('enabled').notNull().default(true),
    /** How often is looked, such as `weekly`. */
    cadence: text('cadence').notNull(),
    /** Chat turns rated this or better become examples, 1–5. */
    minimumRating: integer('minimum_rating').notNull(),
    /** Nothing is trained for fewer new examples. */
    minimumNewExamples: integer('minimum_new_examples').notNull(),
    /** The request that each job is made from. */
    job: document('job').notNull(),
    lastLookedAt: moment('last_looked_at'),
    lastJobId: uuid('last_job_id'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('fine_tune_schedules_avatar').on(table.avatarId),
    foreignKey({
      name: 'fine_tune_schedules_of_avatar',
      columns: [table.avatarId, table.userId],
      foreignColumns: [avatarProfiles.id, avatarProfiles.userId],
    }).onDelete('cascade'),
    ownRowsOnly(),
  ],
);
