import type { RunEventLevel } from '@understudy/domain/runs/run-event';
import type { RunStatus } from '@understudy/domain/runs/run';
import { foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { avatarProfiles } from './avatars.ts';
import { createdAt, document, freeText, id, moment, updatedAt, userId } from './columns.ts';
import { ownRowsOnly } from './row-level-security.ts';
import { runs } from './runs.ts';

/** Training sessions and their results. */
export const avatarTrainingData = pgTable(
  'avatar_training_data',
  {
    id: id(),
    userId: userId(),
    avatarId: uuid('avatar_id').notNull(),
    runId: uuid('run_id').notNull(),
    /** Copy of the run's status, kept in step by `appendRunEvent` for whoever monitors this table alone. */
    status: text('status').$type<RunStatus>().notNull().default('queued'),
    instructions: freeText('instructions').notNull(),
    requestedSpeaker: freeText('requested_speaker'),
    avatarSpeaker: freeText('avatar_speaker'),
    speakerReason: freeText('speaker_reason'),
    measuredStyle: document('measured_style'),
    analysis: document('analysis'),
    groundedFields: text('grounded_fields').array(),
    promptDraft: document('prompt_draft'),
    processedAt: moment('processed_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('avatar_training_data_id_user').on(table.id, table.userId),
    unique('avatar_training_data_run').on(table.runId),
    foreignKey({
      name: 'avatar_training_data_avatar',
      columns: [table.avatarId, table.userId],
      foreignColumns: [avatarProfiles.id, avatarProfiles.userId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'avatar_training_data_run_of_user',
      columns: [table.runId, table.userId],
      foreignColumns: [runs.id, runs.userId],
    }).onDelete('cascade'),
    index('avatar_training_data_by_user').on(table.userId, table.createdAt),
    index('avatar_training_data_by_avatar').on(table.avatarId, table.id),
    ownRowsOnly(),
  ],
);

/** Lines of the log of a training session: its run's events, for whoever reads the log alone. Append-only. */
export const avatarTrainingLogs = pgTable(
  'avatar_training_logs',
  {
    id: id(),
    userId: userId(),
    trainingDataId: uuid('training_data_id').notNull(),
    avatarId: uuid('avatar_id').notNull(),
    runId: uuid('run_id').notNull(),
    runEventSequence: integer('run_event_sequence').notNull(),
    level: text('level').$type<RunEventLevel>().notNull(),
    step: text('step').notNull(),
    message: freeText('message').notNull(),
    details: document('details').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('avatar_training_logs_event').on(table.runId, table.runEventSequence),
    foreignKey({
      name: 'avatar_training_logs_session',
      columns: [table.trainingDataId, table.userId],
      foreignColumns: [avatarTrainingData.id, avatarTrainingData.userId],
    }).onDelete('cascade'),
    index('avatar_training_logs_by_session').on(table.trainingDataId, table.createdAt),
    ownRowsOnly(),
  ],
);
