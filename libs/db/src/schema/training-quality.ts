import { foreignKey, integer, pgTable, unique, uuid } from 'drizzle-orm/pg-core';
import { avatarProfiles } from './avatars.ts';
import { document, id, moment, userId } from './columns.ts';
import { ownRowsOnly } from './row-level-security.ts';

/** The last examination of the examples of a scope: one avatar's, or all of the user's. */
export const trainingQualityReports = pgTable(
  'training_quality_reports',
  {
    id: id(),
    userId: userId(),
    /** Null: all examples of the user. */
    avatarId: uuid('avatar_id'),
    /** `QualityReport`. */
    report: document('report').notNull(),
    /** Examples there were. */
    examined: integer('examined').notNull(),
    examinedAt: moment('examined_at').notNull(),
  },
  (table) => [
    unique('training_quality_reports_scope').on(table.userId, table.avatarId).nullsNotDistinct(),
    foreignKey({
      name: 'training_quality_reports_avatar',
      columns: [table.avatarId, table.userId],
      foreignColumns: [avatarProfiles.id, avatarProfiles.userId],
    }).onDelete('cascade'),
    ownRowsOnly(),
  ],
);
