import { z } from 'zod';

const say = (name: string, allowed: string) => ({ error: `${name} must be ${allowed}.` });
const auto = z.literal('auto');

const epochs = say('n_epochs', '"auto" or a whole number from 1 to 50');
const batch = say('batch_size', '"auto" or a whole number from 1 to 256');
const rate = say('learning_rate_multiplier', '"auto" or a number above 0, at most 10');
const beta = say('beta', '"auto" or a number above 0, at most 2');
const rank = say('lora_rank', 'a whole number from 1 to 256');
const length = say('max_length', 'a whole number of tokens from 64 to 131072');

/** Parameters of a training. `auto` leaves the choice to the provider, or to our trainer's defaults. */
export const hyperparametersSchema = z
  .strictObject({
    n_epochs: z
      .union([auto, z.int(epochs).min(1, epochs).max(50, epochs)], epochs)
      .default('auto')
      .describe('Passes over the data'),
    batch_size: z.union([auto, z.int(batch).min(1, batch).max(256, batch)], batch).default('auto'),
    learning_rate_multiplier: z
      .union([auto, z.number(rate).positive(rate).max(10, rate)], rate)
      .default('auto'),
    beta: z
      .union([auto, z.number(beta).positive(beta).max(2, beta)], beta)
      .optional()
      .describe('Of preference training: how much it keeps to the base model'),
    lora_rank: z.int(rank).min(1, rank).max(256, rank).optional().describe('Not for OpenAI'),
    max_length: z
      .int(length)
      .min(64, length)
      .max(131_072, length)
      .optional()
      .describe('Tokens of an example'),
  })
  .meta({ id: 'FineTuneHyperparameters' });
export type Hyperparameters = z.infer<typeof hyperparametersSchema>;
