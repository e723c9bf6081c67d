import { z } from 'zod';
import { problemCodeSchema } from '../../errors/problem-code-schema.ts';
import { pageQuerySchema, pageOf } from '../../http/page.ts';
import { fineTuneMethodSchema, fineTuneProviderSchema } from '../fine-tune-provider.ts';
import { fineTuneStatusSchema } from '../fine-tune-status.ts';
import { hyperparametersSchema } from './hyperparameters.ts';
import { fineTuneSelectionSchema } from './selection.ts';

const moment = z.iso.datetime({ offset: true });

/** Why a job failed: our code and advice beside the provider's own words. */
export const fineTuneErrorSchema = z
  .object({
    code: problemCodeSchema,
    message: z.string().describe('The provider’s reason, or ours'),
    advice: z.string().describe('What to do'),
    provider_code: z.string().nullable(),
    param: z
      .string()
      .nullable()
      .describe('The part of the request that it is about, where the provider says'),
  })
  .meta({ id: 'FineTuneError' });
export type FineTuneError = z.infer<typeof fineTuneErrorSchema>;

/** What a job has become of the examples that it could have used. */
export const fineTuneDataReportSchema = z
  .object({
    considered: z.int().min(0),
    training: z.int().min(0),
    validation: z.int().min(0),
    left_out: z.record(z.string(), z.int().min(1)).describe('Examples by reason'),
    redactions: z.record(z.string(), z.int().min(1)).describe('Places of personal data by kind'),
    by_pattern_type: z.record(z.string(), z.int().min(1)).describe('Of the examples that are used'),
    tokens: z.int().min(0).describe('Of the training file, once'),
    notes: z.array(z.string()),
  })
  .meta({ id: 'FineTuneDataReport' });
export type FineTuneDataReport = z.infer<typeof fineTuneDataReportSchema>;

/** A fine-tune job as the API shows it: a row of `avatar_fine_tune_jobs`. */
export const fineTuneJobSchema = z
  .object({
    id: z.uuid(),
    run_id: z.uuid(),
    avatar_id: z.uuid(),
    training_data_id: z.uuid().nullable(),
    status: fineTuneStatusSchema,
    provider: fineTuneProviderSchema,
    simulated_provider: z.boolean(),
    base_model: z.string(),
    fine_tuned_model: z.string().nullable(),
    is_active: z.boolean().describe('Whether the avatar answers with this model'),
    method: fineTuneMethodSchema,
    hyperparameters: hyperparametersSchema,
    selection: fineTuneSelectionSchema,
    seed: z.int().describe('The recorded seed of the division into training and validation'),
    suffix: z.string().nullable(),
    training_examples_count: z.int().min(0).nullable().describe('Null until the data is prepared'),
    validation_examples_count: z.int().min(0).nullable(),
    data_report: fineTuneDataReportSchema.nullable(),
    progress: z.number().min(0).max(100).describe('Percent of the whole run'),
    trained_tokens: z.int().min(0).nullable().describe('As the provider bills them; known at the end'),
    estimated_cost: z.number().min(0).nullable().describe('US dollars, before the start'),
    cost: z
      .number()
      .min(0)
      .nullable()
      .describe('US dollars, by the trained tokens; null until they are known'),
    price_date: z.iso.date().nullable(),
    provider_job_id: z.string().nullable(),
    provider_status: z.string().nullable().describe('In the provider’s own word'),
    error: fineTuneErrorSchema.nullable(),
    error_message: z.string().nullable(),
    stuck_since: moment.nullable().describe('When the last event was, if that is two hours ago or more'),
    estimated_finish: moment.nullable(),
    created_at: moment,
    started_at: moment.nullable(),
    finished_at: moment.nullable(),
    actions: z
      .array(z.enum(['cancel', 'pause', 'resume', 'retry', 'activate', 'name_model']))
      .describe('What can be done now'),
  })
  .meta({ id: 'FineTuneJob' });
export type FineTuneJob = z.infer<typeof fineTuneJobSchema>;

/** Query of `GET /api/avatars/:id/fine-tune-jobs`. */
export const listFineTuneJobsQuerySchema = pageQuerySchema.extend({
  status: fineTuneStatusSchema.optional(),
});
export type ListFineTuneJobsQuery = z.infer<typeof listFineTuneJobsQuerySchema>;

/** A page of jobs, newest first. */
export const fineTuneJobPageSchema = pageOf('FineTuneJobPage', fineTuneJobSchema);
