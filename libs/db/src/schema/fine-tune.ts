import type { fineTuneFilePurposes } from '@understudy/domain/fine-tune/contracts/job-details';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { avatarProfiles } from './avatars.ts';
import { createdAt, document, freeText, id, moment, updatedAt, usd, userId } from './columns.ts';
import { ownRowsOnly } from './row-level-security.ts';
import { runs } from './runs.ts';
import { avatarTrainingExamples } from './training-examples.ts';
import { avatarTrainingData } from './training-sessions.ts';

/** Fine-tune jobs: our side of what a provider trains. Statuses are text, since providers invent new ones. */
export const avatarFineTuneJobs = pgTable(
  'avatar_fine_tune_jobs',
  {
    /** Also the ID of its run, and in the metadata of the provider's job, by which that is found again. */
    id: uuid('id').primaryKey(),
    userId: userId(),
    avatarId: uuid('avatar_id').notNull(),
    /** The training session whose examples it is made from; null: all of the avatar's. */
    trainingDataId: uuid('training_data_id'),
    provider: text('provider').notNull(),
    method: text('method').notNull(),
    baseModel: freeText('base_model').notNull(),
    suffix: freeText('suffix').notNull(),
    /** Whose system prompt examples begin with: `active_version`, `own` or `none`. */
    systemPrompt: freeText('system_prompt').notNull(),
    /** No job is made that is estimated to cost more; null: no cap of its own. */
    maxCost: usd('max_cost'),
    hyperparameters: document('hyperparameters').notNull(),
    /** The number that the split into training and validation follows from. */
    seed: integer('seed').notNull(),
    /** Which examples are wanted: quality, pattern types, share for validation, redaction. */
    selection: document('selection').notNull(),
    simulatedProvider: boolean('simulated_provider').notNull(),
    /** Ours: preparing, uploading, and then the provider's own as far as it is known. */
    status: text('status').notNull().default('pending'),
    providerJobId: freeText('provider_job_id'),
    providerStatus: freeText('provider_status'),
    /** When the provider was first asked to make the job: from then on one may exist that we do not know of. */
    creationAttemptedAt: moment('creation_attempted_at'),
    trainingExamplesCount: integer('training_examples_count').notNull().default(0),
    validationExamplesCount: integer('validation_examples_count').notNull().default(0),
    /** What was left out and why, what was redacted; null until prepared. */
    preparation: document('preparation'),
    estimatedTokens: bigint('estimated_tokens', { mode: 'number' }),
    estimatedCost: usd('estimated_cost'),
    /** What the estimate rests on: price, date, source. */
    estimate: document('estimate'),
    trainedTokens: bigint('trained_tokens', { mode: 'number' }),
    actualCost: usd('actual_cost'),
    estimatedFinish: moment('estimated_finish'),
    fineTunedModel: freeText('fine_tuned_model'),
    /** Metrics of the provider's result file, once it is there. */
    resultMetrics: document('result_metrics'),
    /** `FineTuneError`; the seed's queries look for its message. */
    error: document('error'),
    errorMessage: freeText('error_message'),
    activateWhenDone: boolean('activate_when_done').notNull(),
    lastEventAt: moment('last_event_at'),
    /** Since when there was no event for too long; null while there are. */
    stuckSince: moment('stuck_since'),
    /** When the provider shuts the model down, as far as it has said so. */
    shutdownAt: moment('shutdown_at'),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
    activatedAt: moment('activated_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('avatar_fine_tune_jobs_id_user').on(table.id, table.userId),
    uniqueIndex('avatar_fine_tune_jobs_provider_job')
      .on(table.provider, table.providerJobId)
      .where(sql`provider_job_id is not null`),
    foreignKey({
      name: 'avatar_fine_tune_jobs_run',
      columns: [table.id, table.userId],
      foreignColumns: [runs.id, runs.userId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'avatar_fine_tune_jobs_avatar',
      columns: [table.avatarId, table.userId],
      foreignColumns: [avatarProfiles.id, avatarProfiles.userId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'avatar_fine_tune_jobs_session',
      columns: [table.trainingDataId, table.userId],
      foreignColumns: [avatarTrainingData.id, avatarTrainingData.userId],
    }).onDelete('cascade'),
    index('avatar_fine_tune_jobs_by_avatar').on(table.avatarId, table.id),
    index('avatar_fine_tune_jobs_by_model')
      .on(table.userId, table.fineTunedModel)
      .where(sql`fine_tuned_model is not null`),
    check('avatar_fine_tune_jobs_method', sql`method in ('supervised', 'dpo')`),
    ownRowsOnly(),
  ],
);

/** Which examples a job is made from, and on which side of the split each is. */
export const avatarFineTuneJobExamples = pgTable(
  'avatar_fine_tune_job_examples',
  {
    jobId: uuid('job_id').notNull(),
    exampleId: uuid('example_id').notNull(),
    userId: userId(),
    split: text('split').$type<'train' | 'validation'>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.jobId, table.exampleId] }),
    foreignKey({
      name: 'avatar_fine_tune_job_examples_job',
      columns: [table.jobId, table.userId],
      foreignColumns: [avatarFineTuneJobs.id, avatarFineTuneJobs.userId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'avatar_fine_tune_job_examples_example',
      columns: [table.exampleId, table.userId],
      foreignColumns: [avatarTrainingExamples.id, avatarTrainingExamples.userId],
    }).onDelete('cascade'),
    index('avatar_fine_tune_job_examples_by_example').on(table.exampleId),
    check('avatar_fine_tune_job_examples_split', sql`split in ('train', 'validation')`),
    ownRowsOnly(),
  ],
);

/** Files of a job: ours in object storage, and the provider's copies. */
export const avatarFineTuneFiles = pgTable(
  'avatar_fine_tune_files',
  {
    id: id(),
    userId: userId(),
    jobId: uuid('job_id').notNull(),
    purpose: text('purpose').$type<(typeof fineTuneFilePurposes)[number]>().notNull(),
    fileName: freeText('file_name').notNull(),
    storageKey: text('storage_key').notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    /** SHA-256 of the content in hexadecimal. */
    contentDigest: text('content_digest').notNull(),
    /** Null where it is no file of lines. */
    rowCount: integer('row_count'),
    providerFileId: freeText('provider_file_id'),
    /** Uploads that were begun since the provider was last known to have no copy; whether they ended is not known. */
    uploadsBegun: integer('uploads_begun').notNull().default(0),
    uploadedAt: moment('uploaded_at'),
    /** When the provider's copy was deleted. */
    deletedAt: moment('deleted_at'),
    createdAt: createdAt(),
  },
  (table) => [
    unique('avatar_fine_tune_files_name').on(table.jobId, table.purpose, table.fileName),
    foreignKey({
      name: 'avatar_fine_tune_files_job',
      columns: [table.jobId, table.userId],
      foreignColumns: [avatarFineTuneJobs.id, avatarFineTuneJobs.userId],
    }).onDelete('cascade'),
    ownRowsOnly(),
  ],
);

/** What the provider has said about a job, each event once, in its order. */
export const avatarFineTuneEvents = pgTable(
  'avatar_fine_tune_events',
  {
    jobId: uuid('job_id').notNull(),
    providerEventId: freeText('provider_event_id').notNull(),
    userId: userId(),
    level: freeText('level').notNull(),
    type: freeText('type').notNull(),
    message: freeText('message').notNull(),
    data: document('data'),
    /** The provider's own time. */
    occurredAt: moment('occurred_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.jobId, table.providerEventId] }),
    foreignKey({
      name: 'avatar_fine_tune_events_job',
      columns: [table.jobId, table.userId],
      foreignColumns: [avatarFineTuneJobs.id, avatarFineTuneJobs.userId],
    }).onDelete('cascade'),
    index('avatar_fine_tune_events_in_order').on(table.jobId, table.occurredAt, table.providerEventId),
    ownRowsOnly(),
  ],
);

/** Models that the provider kept on the way. */
export const avatarFineTuneCheckpoints = pgTable(
  'avatar_fine_tune_checkpoints',
  {
    jobId: uuid('job_id').notNull(),
    providerCheckpointId: freeText('provider_checkpoint_id').notNull(),
    userId: userId(),
    step: integer('step').notNull(),
    /** The model's name at the provider; null where it cannot be used by itself. */
    model: freeText('model'),
    metrics: document('metrics').notNull(),
    occurredAt: moment('occurred_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.jobId, table.providerCheckpointId] }),
    foreignKey({
      name: 'avatar_fine_tune_checkpoints_job',
      columns: [table.jobId, table.userId],
      foreignColumns: [avatarFineTuneJobs.id, avatarFineTuneJobs.userId],
    }).onDelete('cascade'),
    ownRowsOnly(),
  ],
);

/** What a tuned model was used for on a day (UTC): added to in the transaction that stores the message. */
export const avatarFineTuneUsage = pgTable(
  'avatar_fine_tune_usage',
  {
    avatarId: uuid('avatar_id').notNull(),
    model: freeText('model').notNull(),
    /** ISO 8601 date. */
    usageDate: text('usage_date').notNull(),
    userId: userId(),
    messagesCount: integer('messages_count').notNull().default(0),
    /** Messages that the base model answered in its place; not counted in the others. */
    fallbackCount: integer('fallback_count').notNull().default(0),
    inputTokens: bigint('input_tokens', { mode: 'number' }).notNull().default(0),
    outputTokens: bigint('output_tokens', { mode: 'number' }).notNull().default(0),
    estimatedCost: usd('estimated_cost').notNull().default(0),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.avatarId, table.model, table.usageDate] }),
    foreignKey({
      name: 'avatar_fine_tune_usage_avatar',
      columns: [table.avatarId, table.userId],
      foreignColumns: [avatarProfiles.id, avatarProfiles.userId],
    }).onDelete('cascade'),
    check('avatar_fine_tune_usage_date', sql`usage_date ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'`),
    ownRowsOnly(),
  ],
);
