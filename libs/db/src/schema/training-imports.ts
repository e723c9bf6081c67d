import type {
  duplicateChoices,
  importModes,
  importStatuses,
} from '@understudy/domain/training-center/contracts/import-examples';
import type { ImportFaultCode } from '@understudy/domain/training-center/import/import-fault';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
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
import { createdAt, document, freeText, moment, updatedAt, userId } from './columns.ts';
import { ownRowsOnly } from './row-level-security.ts';
import { runs } from './runs.ts';

type ImportStatus = (typeof importStatuses)[number];
type ImportMode = (typeof importModes)[number];
type DuplicateChoice = (typeof duplicateChoices)[number];

/** Files of examples that are being imported or were. The content is in object storage. */
export const trainingImports = pgTable(
  'training_imports',
  {
    /** Also the ID of its run. */
    id: uuid('id').primaryKey(),
    userId: userId(),
    /** Null where the examples are for no avatar in particular. */
    avatarId: uuid('avatar_id'),
    fileName: freeText('file_name').notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    /** SHA-256 of the content in hexadecimal. */
    contentDigest: text('content_digest').notNull(),
    storageKey: text('storage_key').notNull(),
    status: text('status').$type<ImportStatus>().notNull(),
    /** The rest as chosen with the upload or the confirmation. */
    waitsForConfirmation: boolean('waits_for_confirmation').notNull(),
    confirmedAt: moment('confirmed_at'),
    mode: text('mode').$type<ImportMode>().notNull(),
    duplicates: text('duplicates').$type<DuplicateChoice>().notNull(),
    nearDuplicates: text('near_duplicates').$type<DuplicateChoice>().notNull(),
    mapping: document('mapping'),
    /** `DetectedFormat` and `ImportPreview`; null until detected. */
    format: document('format'),
    preview: document('preview'),
    /** Records that are dealt with: whatever became of them is committed with this number. */
    records: integer('records').notNull().default(0),
    imported: integer('imported').notNull().default(0),
    failed: integer('failed').notNull().default(0),
    duplicateCount: integer('duplicate_count').notNull().default(0),
    nearDuplicateCount: integer('near_duplicate_count').notNull().default(0),
    /** Counts by `ImportNoticeCode`. */
    notices: document('notices')
      .notNull()
      .default(sql`'{}'`),
    /** `{ code, detail }` where the whole file was refused. */
    problem: document('problem'),
    finishedAt: moment('finished_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('training_imports_id_user').on(table.id, table.userId),
    foreignKey({
      name: 'training_imports_run',
      columns: [table.id, table.userId],
      foreignColumns: [runs.id, runs.userId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'training_imports_avatar',
      columns: [table.avatarId, table.userId],
      foreignColumns: [avatarProfiles.id, avatarProfiles.userId],
    }).onDelete('cascade'),
    index('training_imports_by_user').on(table.userId, table.id),
    index('training_imports_by_content').on(table.userId, table.contentDigest),
    ownRowsOnly(),
  ],
);

/** What was wrong with records of a file, in the order of the file. */
export const trainingImportFaults = pgTable(
  'training_import_faults',
  {
    importId: uuid('import_id').notNull(),
    /** Number of the record in the file, from 1. */
    record: integer('record').notNull(),
    /** Order among the faults of the record, from 0. */
    position: integer('position').notNull(),
    userId: userId(),
    line: integer('line').notNull(),
    column: integer('column'),
    field: freeText('field'),
    code: text('code').$type<ImportFaultCode>().notNull(),
    reason: freeText('reason').notNull(),
    advice: freeText('advice').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.importId, table.record, table.position] }),
    foreignKey({
      name: 'training_import_faults_import',
      columns: [table.importId, table.userId],
      foreignColumns: [trainingImports.id, trainingImports.userId],
    }).onDelete('cascade'),
    ownRowsOnly(),
  ],
);
