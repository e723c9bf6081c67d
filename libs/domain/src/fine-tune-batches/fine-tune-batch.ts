import { z } from 'zod';
import { createFineTuneJobSchema } from '../fine-tune/contracts/create-job.ts';
import { eligibilitySchema } from '../fine-tune/contracts/eligibility.ts';
import { pageOf, pageQuerySchema } from '../http/page.ts';
import { runStatusSchema } from '../runs/run.ts';

const moment = z.iso.datetime({ offset: true });
const avatars = { error: 'avatar_ids must be 1 to 100 UUIDs of your avatars.' };
const most = { error: 'concurrency must be a whole number from 1 to 20.' };
const ofOneAvatar = {
  message: 'A training session belongs to one avatar: a batch takes all examples of each.',
  path: ['job', 'training_data_id'],
};

const noSession = ({ job }: { job: { training_data_id: string | null } }) => job.training_data_id === null;

const asked = {
  avatar_ids: z
    .array(z.uuid(avatars), avatars)
    .min(1, avatars)
    .max(100, avatars)
    .refine((ids) => new Set(ids).size === ids.length, { error: 'Name each avatar once.' }),
  job: createFineTuneJobSchema.describe('What each avatar’s job is made from'),
};

/** Body of `POST /api/fine-tune-batches`. */
export const createFineTuneBatchSchema = z
  .strictObject({
    ...asked,
    concurrency: z
      .int(most)
      .min(1, most)
      .max(20, most)
      .default(3)
      .describe('Jobs that are under way at the same time, at most'),
  })
  .refine(noSession, ofOneAvatar)
  .meta({
    id: 'CreateFineTuneBatch',
    example: {
      avatar_ids: ['0198a000-0000-7000-8000-000000000001'],
      job: { base_model: 'gpt-4o-mini-2024-07-18' },
    },
  });
export type CreateFineTuneBatch = z.infer<typeof createFineTuneBatchSchema>;

/** Body of `POST /api/fine-tune-batches/estimate`. */
export const estimateFineTuneBatchSchema = z
  .strictObject(asked)
  .refine(noSession, ofOneAvatar)
  .meta({ id: 'EstimateFineTuneBatch' });
export type EstimateFineTuneBatch = z.infer<typeof estimateFineTuneBatchSchema>;

/** Answer of the estimate: who can be trained, and what all of it costs. */
export const fineTuneBatchEstimateSchema = z
  .object({
    items: z.array(
      z.object({
        avatar_id: z.uuid(),
        avatar_name: z.string(),
        eligibility: eligibilitySchema,
        estimated_cost: z.number().min(0).nullable().describe('US dollars; null for who cannot be trained'),
      }),
    ),
    eligible: z.int().min(0),
    total_estimate: z.number().min(0).describe('US dollars, for all who can be trained'),
    assumptions: z.array(z.string()),
  })
  .meta({ id: 'FineTuneBatchEstimate' });
export type FineTuneBatchEstimate = z.infer<typeof fineTuneBatchEstimateSchema>;

/** What can have become of an avatar of a batch. */
export const batchItemOutcomes = [
  'waiting',
  'started',
  'completed',
  'failed',
  'cancelled',
  'left_out',
] as const;
export type BatchItemOutcome = (typeof batchItemOutcomes)[number];

/** What has become of one avatar of a batch. */
export const fineTuneBatchItemSchema = z
  .object({
    avatar_id: z.uuid(),
    avatar_name: z.string(),
    outcome: z.enum(batchItemOutcomes).describe('`left_out` cannot be trained; `reason` says why'),
    reason: z.string().nullable(),
    estimated_cost: z.number().min(0).nullable(),
    fine_tune_job_id: z.uuid().nullable(),
    fine_tuned_model: z.string().nullable(),
  })
  .meta({ id: 'FineTuneBatchItem' });
export type FineTuneBatchItem = z.infer<typeof fineTuneBatchItemSchema>;

/** A batch with all of its avatars. */
export const fineTuneBatchSchema = z
  .object({
    id: z.uuid().describe('Also the ID of its run'),
    status: runStatusSchema,
    job: createFineTuneJobSchema,
    concurrency: z.int().min(1),
    items: z.array(fineTuneBatchItemSchema).describe('In the order of the request'),
    counts: z.record(z.enum(batchItemOutcomes), z.int().min(0)),
    total_estimate: z.number().min(0).describe('US dollars, of those that are estimated so far'),
    message: z.string().describe('What is happening, or has come of it, in a sentence'),
    created_at: moment,
    finished_at: moment.nullable(),
  })
  .meta({ id: 'FineTuneBatch' });
export type FineTuneBatch = z.infer<typeof fineTuneBatchSchema>;

/** Query of `GET /api/fine-tune-batches`. */
export const listFineTuneBatchesQuerySchema = pageQuerySchema;

/** A page of batches, newest first. */
export const fineTuneBatchPageSchema = pageOf('FineTuneBatchPage', fineTuneBatchSchema);
