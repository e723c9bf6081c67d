import { z } from 'zod';
import { smallestCapUsd } from '../../budget/smallest-cap.ts';
import { tooLong } from '../../http/too-long.ts';
import { modelNameSchema } from '../../model-name.ts';
import {
  fineTuneMethodSchema,
  fineTuneProviderFacts,
  fineTuneProviderSchema,
  type FineTuneMethod,
  type FineTuneProvider,
} from '../fine-tune-provider.ts';
import { hyperparametersSchema } from './hyperparameters.ts';
import { fineTuneSelectionSchema } from './selection.ts';

const suffix = { error: 'suffix must be 1 to 40 letters, digits and dashes.' };
const cost = { error: 'max_cost_usd must be an amount in US dollars above 0, or null for no cap.' };

const notOffered = { message: 'This provider does not offer this method.', path: ['method'] };

/** What a job and its estimate share. */
const plan = {
  training_data_id: z
    .uuid({ error: 'training_data_id must be the UUID of a training session, or null for all examples.' })
    .nullable()
    .default(null)
    .describe('The training session whose examples are used; null for all of the avatar'),
  base_model: modelNameSchema('base_model'),
  provider: fineTuneProviderSchema.default('openai'),
  method: fineTuneMethodSchema.default('supervised'),
  hyperparameters: hyperparametersSchema.prefault({}),
  selection: fineTuneSelectionSchema.prefault({}),
  system_prompt: z
    .enum(['active_version', 'own', 'none'])
    .default('active_version')
    .describe('What every example begins with: the avatar’s active prompt, its own system message, or none'),
};

/** Body of `POST /api/avatars/:id/fine-tune-jobs`. */
export const createFineTuneJobSchema = z
  .strictObject({
    ...plan,
    suffix: z
      .string(suffix)
      .regex(/^[A-Za-z0-9-]+$/, suffix)
      .max(40, tooLong('suffix', 40))
      .optional()
      .describe('For the model’s name; `zega-{user_id}` when left out'),
    activate_when_done: z.boolean().default(false),
    max_cost_usd: z.number(cost).min(smallestCapUsd, cost).max(1_000_000, cost).nullable().default(null),
  })
  .refine(isOffered, notOffered)
  .meta({
    id: 'CreateFineTuneJob',
    example: { base_model: 'gpt-4o-mini-2024-07-18', hyperparameters: { n_epochs: 'auto' } },
  });
export type CreateFineTuneJob = z.infer<typeof createFineTuneJobSchema>;

/** Body of `POST /api/avatars/:id/fine-tune/estimate`. */
export const estimateFineTuneSchema = z
  .strictObject({
    ...plan,
    examples_count: z
      .int()
      .min(1)
      .max(100_000)
      .optional()
      .describe('Estimate for so many examples of average length, in place of those that there are'),
  })
  .refine(isOffered, notOffered)
  .meta({ id: 'EstimateFineTune', example: { base_model: 'gpt-4o-mini-2024-07-18' } });
export type EstimateFineTune = z.infer<typeof estimateFineTuneSchema>;

/** Answer to creating a job. */
export const createFineTuneJobResponseSchema = z
  .object({ job_id: z.uuid(), run_id: z.uuid() })
  .meta({ id: 'CreateFineTuneJobResponse' });
export type CreateFineTuneJobResponse = z.infer<typeof createFineTuneJobResponseSchema>;

function isOffered({ provider, method }: { provider: FineTuneProvider; method: FineTuneMethod }): boolean {
  return fineTuneProviderFacts[provider].methods.includes(method);
}
