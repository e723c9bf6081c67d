import { z } from 'zod';

/** `auto`, or a number within the service's published bounds. */
const autoOr = <Schema extends z.ZodType>(schema: Schema) => z.union([z.literal('auto'), schema]);

const supervisedHyperparameters = z.object({
  n_epochs: autoOr(z.int().min(1).max(50)).optional(),
  batch_size: autoOr(z.int().min(1).max(256)).nullish(),
  learning_rate_multiplier: autoOr(z.number().gt(0)).optional(),
});
const dpoHyperparameters = supervisedHyperparameters.extend({
  beta: autoOr(z.number().gt(0).max(2)).optional(),
});

const method = z.object({
  type: z.enum(['supervised', 'dpo', 'reinforcement']),
  supervised: z.object({ hyperparameters: supervisedHyperparameters.optional() }).nullish(),
  dpo: z.object({ hyperparameters: dpoHyperparameters.optional() }).nullish(),
});

const integration = z.object({
  type: z.literal('wandb'),
  wandb: z.object({
    project: z.string(),
    name: z.string().nullish(),
    entity: z.string().nullish(),
    tags: z.array(z.string()).optional(),
  }),
});

/** The body of `POST /v1/fine_tuning/jobs`. Metadata and suffix are checked apart, for their own error texts. */
export const jobRequestSchema = z.object({
  model: z.string().min(1),
  training_file: z.string().min(1),
  validation_file: z.string().min(1).nullish(),
  hyperparameters: supervisedHyperparameters.nullish(),
  method: method.nullish(),
  suffix: z.string().min(1).max(64).nullish(),
  seed: z.int().min(0).max(2_147_483_647).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  integrations: z.array(integration).max(5).nullish(),
});
export type JobRequest = z.infer<typeof jobRequestSchema>;
export type RequestedHyperparameters = z.infer<typeof dpoHyperparameters>;
