import type { RunEventLevel, RunEventType } from '@understudy/domain/runs/run-event';
import type { RunKind, RunStatus } from '@understudy/domain/runs/run';
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { avatarProfiles } from './avatars.ts';
import { createdAt, document, freeText, id, moment, updatedAt, userId } from './columns.ts';
import { ownRowsOnly } from './row-level-security.ts';

/** Executions of durable jobs. The ID is also the ID of the Temporal workflow. */
export const runs = pgTable(
  'runs',
  {
    id: id(),
    userId: userId(),
    kind: text('kind').$type<RunKind>().notNull(),
    status: text('status').$type<RunStatus>().notNull().default('queued'),
    title: freeText('title').notNull(),
    avatarId: uuid('avatar_id'),
    subjectId: uuid('subject_id'),
    idempotencyKey: freeText('idempotency_key').notNull(),
    requestDigest: text('request_digest').notNull(),
    attempt: integer('attempt').notNull().default(1),
    simulatedProvider: boolean('simulated_provider').notNull(),
    phase: text('phase').notNull().default('queued'),
    completed: integer('completed').notNull().default(0),
    total: integer('total').notNull().default(0),
    percent: doublePrecision('percent').notNull().default(0),
    message: freeText('message').notNull().default(''),
    error: document('error'),
    lastSequence: integer('last_sequence').notNull().default(0),
    /** Null until the workflow of this attempt is known to have been started; the sweep looks for these. */
    workflowStartedAt: moment('workflow_started_at'),
    /** Since when the run has been working; null while it waits, is paused or has ended. */
    activeSince: moment('active_since'),
    /** Seconds worked before `active_since`, pauses left out. */
    activeSeconds: doublePrecision('active_seconds').notNull().default(0),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('runs_id_user').on(table.id, table.userId),
    unique('runs_idempotency').on(table.userId, table.kind, table.idempotencyKey),
    foreignKey({
      name: 'runs_avatar',
      columns: [table.avatarId, table.userId],
      foreignColumns: [avatarProfiles.id, avatarProfiles.userId],
    }).onDelete('cascade'),
    index('runs_by_user').on(table.userId, table.id),
    index('runs_by_avatar').on(table.avatarId, table.id),
    index('runs_unfinished')
      .on(table.createdAt)
      .where(sql`status in ('queued', 'running', 'paused', 'budget_paused')`),
    check(
      'runs_status',
      sql`status in ('queued', 'running', 'paused', 'budget_paused', 'completed', 'completed_with_errors', 'failed', 'cancelled')`,
    ),
    check('runs_percent', sql`percent between 0 and 100`),
    ownRowsOnly(),
  ],
);

/** What happened in each run, numbered without a gap. Append-only for the application role. */
export const runEvents = pgTable(
  'run_events',
  {
    runId: uuid('run_id').notNull(),
    sequence: integer('sequence').notNull(),
    userId: userId(),
    type: text('type').$type<RunEventType>().notNull(),
    level: text('level').$type<RunEventLevel>().notNull(),
    phase: text('phase').notNull(),
    message: freeText('message').notNull(),
    data: document('data').notNull(),
    /** Status of the run after this event. */
    status: text('status').$type<RunStatus>().notNull(),
    /** Progress of the run after this event. */
    progress: document('progress').notNull(),
    /** Makes a second execution of whatever wrote the event harmless. */
    key: text('key'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.sequence] }),
    unique('run_events_key').on(table.runId, table.key),
    foreignKey({
      name: 'run_events_run',
      columns: [table.runId, table.userId],
      foreignColumns: [runs.id, runs.userId],
    }).onDelete('cascade'),
    check('run_events_level', sql`level in ('info', 'warning', 'error')`),
    ownRowsOnly(),
  ],
);
