import { z } from 'zod';
import { baseModelSchema } from '../base-models.ts';
import { fineTuneMethodSchema, fineTuneProviderSchema } from '../fine-tune-provider.ts';

/** Who can train, as this installation is set up. */
export const fineTuneProviderStateSchema = z
  .object({
    provider: fineTuneProviderSchema,
    title: z.string(),
    methods: z.array(fineTuneMethodSchema),
    is_set_up: z.boolean(),
    reason: z
      .string()
      .nullable()
      .describe('Why it cannot be used here, and what to choose; null where it can'),
    note: z
      .string()
      .nullable()
      .describe('What to know before a job is given to it, such as that no machine is there to train'),
    simulated: z.boolean().describe('Whether the provider simulator stands in for it'),
    can_pause: z.boolean(),
    trains_by_itself: z.boolean().describe('False: a person trains with the files, and names the model'),
  })
  .meta({ id: 'FineTuneProviderState' });
export type FineTuneProviderState = z.infer<typeof fineTuneProviderStateSchema>;

/** Answer of `GET /api/avatars/:id/fine-tune/base-models`. */
export const baseModelsSchema = z
  .object({ models: z.array(baseModelSchema), providers: z.array(fineTuneProviderStateSchema) })
  .meta({ id: 'FineTuneBaseModels' });
