import { z } from 'zod';

/** Where a price is from. */
export const fineTunePriceFactsSchema = z
  .object({
    training_usd_per_million: z.number().min(0),
    as_of: z.iso.date(),
    source: z.string(),
    known: z.boolean().describe('False: no price is known for this model, and a high one is assumed'),
  })
  .meta({ id: 'FineTunePriceFacts' });
export type FineTunePriceFacts = z.infer<typeof fineTunePriceFactsSchema>;

/** Answer of the estimate: the seed's four fields, what they are made of, and what was assumed. */
export const fineTuneEstimateSchema = z
  .object({
    training_cost: z.number().min(0).describe('US dollars, for the tokens of the training file'),
    input_cost_per_1m: z
      .number()
      .min(0)
      .describe('Of the tuned model, US dollars for a million prompt tokens'),
    output_cost_per_1m: z
      .number()
      .min(0)
      .describe('Of the tuned model, US dollars for a million answer tokens'),
    total_estimate: z.number().min(0).describe('US dollars: training and, where it is billed, validation'),
    validation_cost: z.number().min(0),
    examples: z.int().min(0).describe('In the training file'),
    validation_examples: z.int().min(0),
    left_out: z.record(z.string(), z.int().min(1)).describe('Examples by the reason that leaves them out'),
    tokens: z.int().min(0).describe('Of the training file, once'),
    n_epochs: z.int().min(1),
    billed_tokens: z.int().min(0),
    price: fineTunePriceFactsSchema,
    assumptions: z.array(z.string()).describe('In sentences, to be shown beside the figures'),
  })
  .meta({ id: 'FineTuneEstimate' });
export type FineTuneEstimate = z.infer<typeof fineTuneEstimateSchema>;
