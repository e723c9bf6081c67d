import { z } from 'zod';
import { runSchema } from '../../runs/run.ts';
import { bulkFixes, findingCodeSchema } from '../quality/finding.ts';
import { qualityReportSchema } from '../quality/quality-report.ts';

const avatarId = z
  .uuid({ error: 'avatar_id must be the UUID of an avatar, or null.' })
  .nullable()
  .default(null)
  .describe('Whose examples; null: all of yours');

/** Body of `POST /api/training/examinations`. */
export const examinationRequestSchema = z
  .strictObject({ avatar_id: avatarId })
  .meta({ id: 'TrainingExaminationRequest' });

/** What examples are like, as of their last examination. */
export const qualitySchema = z
  .object({
    avatar_id: z.uuid().nullable(),
    report: qualityReportSchema.nullable().describe('Null until the examples have been examined'),
    examined_at: z.iso.datetime({ offset: true }).nullable(),
    total: z.int().min(0).describe('Examples there are now'),
    added_since: z
      .int()
      .min(0)
      .describe('Examples that were added after the examination began, or brought back'),
    changed_since: z.int().min(0).describe('Examples that were edited after it began'),
    removed_since: z.int().min(0).describe('Examples that were removed after it began'),
    run_id: z.uuid().nullable().describe('The examination that is going on'),
  })
  .meta({ id: 'TrainingQuality' });
export type Quality = z.infer<typeof qualitySchema>;

/** An examination of all examples of a scope: the run that does it, and what it found. */
export const examinationSchema = z
  .object({ run_id: z.uuid(), run: runSchema, quality: qualitySchema })
  .meta({ id: 'TrainingExamination' });
export type ExaminationAnswer = z.infer<typeof examinationSchema>;

const fixes = bulkFixes.filter((fix) => fix !== 'review');

/** Body of `POST /api/training/quality/fix`: what is done with all examples of a finding at once. */
export const fixFindingRequestSchema = z
  .strictObject({
    finding: findingCodeSchema,
    fix: z
      .enum(fixes, { error: `fix must be one of ${fixes.join(', ')}.` })
      .describe('As the finding advises; a finding that is to be reviewed cannot be fixed in bulk'),
    avatar_id: avatarId,
    expected_count: z
      .int({ error: 'expected_count must be a whole number from 0.' })
      .min(0)
      .optional()
      .describe('How many examples the page shows; refused when there are others by now'),
  })
  .meta({ id: 'FixTrainingFindingRequest' });
export type FixFindingRequest = z.infer<typeof fixFindingRequestSchema>;

/** Answer to fixing a finding. */
export const fixFindingResponseSchema = z
  .object({
    success: z.literal(true),
    changed: z.int().min(0).describe('Examples that were removed or redacted'),
    removal_id: z
      .uuid()
      .nullable()
      .describe(
        'To bring removed ones back; null where nothing was removed. What was redacted stays redacted',
      ),
    recoverable_until: z.iso.datetime({ offset: true }).nullable(),
  })
  .meta({ id: 'FixTrainingFindingResponse' });
export type FixFindingResponse = z.infer<typeof fixFindingResponseSchema>;
