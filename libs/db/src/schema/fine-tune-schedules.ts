import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { avatarProfiles } from './avatars.ts';
import { chatMessages } from './chat.ts';
import { createdAt, document, freeText, id, moment, updatedAt, userId } from './columns.ts';
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
    /** IANA name of the zone whose clock it goes by. */
    timeZone: freeText('time_zone').notNull().default('UTC'),
    /** Hour of the day in that zone, 0–23. */
    hour: integer('hour').notNull().default(3),
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
    unique('fine_tune_schedules_id_user').on(table.id, table.userId),
    check('fine_tune_schedules_hour', sql`hour between 0 and 23`),
    unique('fine_tune_schedules_avatar').on(table.avatarId),
    foreignKey({
      name: 'fine_tune_schedules_of_avatar',
      columns: [table.avatarId, table.userId],
      foreignColumns: [avatarProfiles.id, avatarProfiles.userId],
    }).onDelete('cascade'),
    ownRowsOnly(),
  ],
);

/** What came of each time that a schedule looked. */
export const fineTuneScheduleFirings = pgTable(
  'fine_tune_schedule_firings',
  {
    id: id(),
    userId: userId(),
    scheduleId: uuid('schedule_id').notNull(),
    /** The execution that looked: repeated, it is the same firing. */
    key: text('key').notNull(),
    outcome: text('outcome').$type<'started' | 'skipped' | 'failed'>().notNull(),
    newExamples: integer('new_examples').notNull(),
    neededExamples: integer('needed_examples').notNull(),
    jobId: uuid('job_id'),
    message: freeText('message').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('fine_tune_schedule_firings_key').on(table.scheduleId, table.key),
    foreignKey({
      name: 'fine_tune_schedule_firings_schedule',
      columns: [table.scheduleId, table.userId],
      foreignColumns: [fineTuneSchedules.id, fineTuneSchedules.userId],
    }).onDelete('cascade'),
    check('fine_tune_schedule_firings_outcome', sql`outcome in ('started', 'skipped', 'failed')`),
    ownRowsOnly(),
  ],
);

/** Chat turns that were looked at for examples: each once, whatever becomes of the example. */
export const fineTuneChatTurns = pgTable(
  'fine_tune_chat_turns',
  {
    chatMessageId: uuid('chat_message_id').primaryKey(),
    userId: userId(),
    avatarId: uuid('avatar_id').notNull(),
    outcome: text('outcome').$type<'kept' | 'near_duplicate'>().notNull(),
    /** Stays when the example is deleted, so that a turn which somebody has removed does not come back. */
    exampleId: uuid('example_id'),
    /** The scheduled job that was started with it; null while none was. */
    jobId: uuid('job_id'),
    createdAt: createdAt(),
  },
  (table) => [
    foreignKey({
      name: 'fine_tune_chat_turns_message',
      columns: [table.chatMessageId, table.userId],
      foreignColumns: [chatMessages.id, chatMessages.userId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'fine_tune_chat_turns_avatar',
      columns: [table.avatarId, table.userId],
      foreignColumns: [avatarProfiles.id, avatarProfiles.userId],
    }).onDelete('cascade'),
    index('fine_tune_chat_turns_waiting')
      .on(table.avatarId)
      .where(sql`job_id is null and outcome = 'kept'`),
    check('fine_tune_chat_turns_outcome', sql`outcome in ('kept', 'near_duplicate')`),
    check('fine_tune_chat_turns_example', sql`(outcome = 'kept') = (example_id is not null)`),
    ownRowsOnly(),
  ],
);
