import { z } from 'zod';
import { problemCodeSchema } from '../../errors/problem-code-schema.ts';
import { fieldMappingSchema, mappingTargets } from '../import/field-mapping.ts';
import { importFaultSchema, importNoticeCodeSchema } from '../import/import-fault.ts';
import { recordShapeSchema } from '../import/record-shape.ts';
import { tableDelimiters } from '../import/table-layout.ts';

/** Whether good records are kept when others are wrong. */
export const importModes = ['partial', 'all_or_nothing'] as const;

/** What is done with an example that is there already. */
export const duplicateChoices = ['skip', 'keep'] as const;

const flag = (name: string) =>
  z.enum(['true', 'false'], { error: `${name} must be true or false.` }).transform((text) => text === 'true');

/** Form fields of `POST /api/training/upload` beside `file`. All may be left out: then the upload is stored at once. */
export const uploadFieldsSchema = z.strictObject({
  avatar_id: z.uuid({ error: 'avatar_id must be the UUID of an avatar.' }).optional(),
  preview: flag('preview').default(false).describe('true: nothing is stored before it is confirmed'),
  mode: z
    .enum(importModes, { error: 'mode must be partial or all_or_nothing.' })
    .default('partial')
    .describe('all_or_nothing: one bad record and nothing is stored'),
  duplicates: z.enum(duplicateChoices, { error: 'duplicates must be skip or keep.' }).default('skip'),
  near_duplicates: z
    .enum(duplicateChoices, { error: 'near_duplicates must be skip or keep.' })
    .default('keep'),
});
export type UploadFields = z.infer<typeof uploadFieldsSchema>;

/** Body of `POST /api/training/imports/:id/confirm`: what was chosen after the preview. */
export const confirmImportRequestSchema = z
  .strictObject({
    mapping: fieldMappingSchema
      .optional()
      .describe('Which field of the file feeds which; by default as previewed'),
    mode: z.enum(importModes).optional(),
    duplicates: z.enum(duplicateChoices).optional(),
    near_duplicates: z.enum(duplicateChoices).optional(),
  })
  .meta({ id: 'ConfirmImportRequest' });
export type ConfirmImportRequest = z.infer<typeof confirmImportRequestSchema>;

/** What a file is taken for. */
export const detectedFormatSchema = z
  .object({
    container: z.enum(['jsonl', 'json', 'csv', 'parquet']),
    shape: recordShapeSchema.nullable().describe('Null where fields have to be mapped'),
    title: z.string(),
    reading: z
      .string()
      .nullable()
      .default(null)
      .describe('How records of this form become examples, where it is not by a mapping of fields'),
    compressed: z.boolean(),
    encoding: z.enum(['utf-8', 'windows-1252']),
    delimiter: z.enum(tableDelimiters).nullable(),
    has_header: z.boolean().nullable(),
  })
  .meta({ id: 'DetectedTrainingFormat' });
export type DetectedFormat = z.infer<typeof detectedFormatSchema>;

/** The first records of a file as they would be stored. */
export const importPreviewSchema = z
  .object({
    fields: z.array(z.string()).describe('Fields of the file in their order'),
    mapping: z
      .partialRecord(z.enum(mappingTargets), z.string())
      .describe('What is proposed or was chosen; it may not be enough, see needs_mapping'),
    unmapped: z
      .array(z.string())
      .describe(
        'Fields that feed nothing: they are kept beside the examples, as extra fields, and not learnt from',
      ),
    left_out: z.array(z.string()).default([]).describe('Columns that only number the rows, and are not kept'),
    needs_mapping: z.boolean(),
    sample: z.array(
      z.object({
        line: z.int().min(1),
        instruction: z.string(),
        context: z.string().nullable(),
        response: z.string(),
        rejected_response: z.string().nullable(),
        turns: z.int().min(1),
      }),
    ),
    faults: z.array(importFaultSchema).describe('Of the first records'),
  })
  .meta({ id: 'TrainingImportPreview' });
export type ImportPreview = z.infer<typeof importPreviewSchema>;

/** What an import counts. */
export const importCountsSchema = z
  .object({
    records: z.int().min(0).describe('Records read so far'),
    imported: z.int().min(0),
    failed: z.int().min(0).describe('Records with a fault'),
    duplicates: z.int().min(0).describe('Same texts as an example that is there, or as an earlier record'),
    near_duplicates: z.int().min(0),
    notices: z.partialRecord(importNoticeCodeSchema, z.int().min(1)),
  })
  .meta({ id: 'TrainingImportCounts' });
export type ImportCounts = z.infer<typeof importCountsSchema>;

/** The states of an import. */
export const importStatuses = [
  'receiving',
  'previewing',
  'awaiting_confirmation',
  'importing',
  'completed',
  'completed_with_errors',
  'failed',
  'cancelled',
] as const;
export type ImportStatus = (typeof importStatuses)[number];

/** An import; the answer to an upload as well. */
export const trainingImportSchema = z
  .object({
    success: z.boolean().describe('Whether anything was or can still be stored'),
    import_id: z.uuid(),
    run_id: z.uuid().nullable(),
    status: z.enum(importStatuses),
    file_name: z.string(),
    bytes: z.int().min(0),
    avatar_id: z.uuid().nullable(),
    format: detectedFormatSchema.nullable(),
    preview: importPreviewSchema.nullable(),
    counts: importCountsSchema,
    imported: z.int().min(0).describe('As in counts, where the seed’s page looks for it'),
    total: z.int().min(0).describe('Examples there are now, in the same scope'),
    first_faults: z.array(importFaultSchema).max(20).describe('All of them: faults_url'),
    faults_url: z
      .string()
      .nullable()
      .describe('A CSV file of every fault with line, column, field and reason'),
    same_file_as: z
      .object({ import_id: z.uuid(), imported_at: z.iso.datetime({ offset: true }) })
      .nullable()
      .describe('An earlier import of the same file'),
    problem: z.object({ code: problemCodeSchema, detail: z.string() }).nullable(),
    created_at: z.iso.datetime({ offset: true }),
  })
  .meta({ id: 'TrainingImport' });
export type TrainingImport = z.infer<typeof trainingImportSchema>;

/** An import in lists. */
export const trainingImportSummarySchema = trainingImportSchema
  .omit({ preview: true, first_faults: true, total: true })
  .meta({ id: 'TrainingImportSummary' });
export type TrainingImportSummary = z.infer<typeof trainingImportSummarySchema>;

/** Answer of `GET /api/training/imports`, newest first. */
export const trainingImportPageSchema = z
  .object({
    items: z.array(trainingImportSummarySchema),
    next_cursor: z.string().nullable().describe('Null on the last page'),
  })
  .meta({ id: 'TrainingImportPage' });
export type TrainingImportPage = z.infer<typeof trainingImportPageSchema>;

/** Answer of `DELETE /api/training/imports/:id/examples`: undoing an import. */
export const undoImportResponseSchema = z
  .object({
    success: z.literal(true),
    removed: z.int().min(0).describe('Examples of the import that there still were'),
    removal_id: z.uuid().nullable().describe('To bring them back; null where nothing was removed'),
    recoverable_until: z.iso.datetime({ offset: true }),
  })
  .meta({ id: 'UndoTrainingImportResponse' });
export type UndoImportResponse = z.infer<typeof undoImportResponseSchema>;
