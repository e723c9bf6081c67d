import { z } from 'zod';
import { pageOf } from '../../http/page.ts';

const moment = z.iso.datetime({ offset: true });
const measure = z.number().nullable();

/** Figures of a training at one step. Names are those of OpenAI's checkpoints and result files. */
export const trainingMetricsSchema = z
  .object({
    step: z.int().min(0),
    train_loss: measure,
    train_accuracy: measure.describe('Mean token accuracy, 0 to 1'),
    valid_loss: measure,
    valid_mean_token_accuracy: measure,
    full_valid_loss: measure.describe('Over the whole validation file'),
    full_valid_mean_token_accuracy: measure,
  })
  .meta({ id: 'FineTuneMetrics' });
export type TrainingMetrics = z.infer<typeof trainingMetricsSchema>;

/** Something that the provider or the trainer reported. */
export const fineTuneEventSchema = z
  .object({
    id: z.string().describe('The provider’s; made of its content where it has none'),
    created_at: moment,
    level: z.enum(['info', 'warn', 'error']),
    type: z.enum(['message', 'metrics']),
    message: z.string(),
    metrics: trainingMetricsSchema.nullable(),
    total_steps: z.int().min(1).nullable(),
  })
  .meta({ id: 'FineTuneEvent' });
export type FineTuneEvent = z.infer<typeof fineTuneEventSchema>;
export const fineTuneEventPageSchema = pageOf('FineTuneEventPage', fineTuneEventSchema);

/** A model as it was in the middle of a training. */
export const fineTuneCheckpointSchema = z
  .object({
    id: z.string(),
    created_at: moment,
    step_number: z.int().min(0),
    fine_tuned_model_checkpoint: z.string().nullable().describe('To chat with; null where it cannot be'),
    metrics: trainingMetricsSchema,
  })
  .meta({ id: 'FineTuneCheckpoint' });
export type FineTuneCheckpoint = z.infer<typeof fineTuneCheckpointSchema>;
export const fineTuneCheckpointPageSchema = pageOf('FineTuneCheckpointPage', fineTuneCheckpointSchema);

/** What a file of a job is for. */
export const fineTuneFilePurposes = ['training', 'validation', 'result', 'configuration', 'adapter'] as const;

/** A file of a job. Files at a provider that no job uses are deleted there. */
export const fineTuneFileSchema = z
  .object({
    id: z.uuid(),
    purpose: z.enum(fineTuneFilePurposes),
    filename: z.string(),
    bytes: z.int().min(0),
    lines: z.int().min(0).nullable(),
    sha256: z.string().nullable(),
    provider_file_id: z.string().nullable(),
    provider_deleted_at: moment.nullable(),
    created_at: moment,
  })
  .meta({ id: 'FineTuneFile' });
export type FineTuneFile = z.infer<typeof fineTuneFileSchema>;

/** Answer of `GET /api/fine-tune-jobs/:id/files`. */
export const fineTuneFilesSchema = z
  .object({ files: z.array(fineTuneFileSchema) })
  .meta({ id: 'FineTuneFiles' });
