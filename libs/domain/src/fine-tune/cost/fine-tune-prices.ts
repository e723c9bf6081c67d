import { z } from 'zod';
import {
  fineTuneMethods,
  fineTuneProviders,
  type FineTuneMethod,
  type FineTuneProvider,
} from '../fine-tune-provider.ts';

/** What training costs, and answering with what was trained. */
export const fineTunePriceSchema = z.strictObject({
  provider: z.enum(fineTuneProviders),
  model: z.string().min(1).nullable().describe('Name without the date of a snapshot; null for a size'),
  up_to_parameters: z.number().positive().nullable().describe('Models of at most this size; null for a name'),
  method: z.enum(fineTuneMethods),
  training_usd_per_million: z.number().min(0).describe('US dollars for a million trained tokens'),
  input_usd_per_million: z
    .number()
    .min(0)
    .describe('US dollars for a million prompt tokens of the tuned model'),
  output_usd_per_million: z
    .number()
    .min(0)
    .describe('US dollars for a million answer tokens of the tuned model'),
  as_of: z.iso.date(),
  source: z.string().min(1),
});
export type FineTunePrice = z.infer<typeof fineTunePriceSchema>;
/** A price list. A deployment may keep its own and pass it to the functions that take one. */
export const fineTunePricesSchema = z.array(fineTunePriceSchema).min(1);

const OPENAI = 'OpenAI pricing page (fine-tuning), as quoted by public price trackers';
const SEED = 'Seed 001, "Usage Costs"; training by OpenAI’s pricing page, as quoted by public price trackers';
const FIREWORKS =
  'fireworks.ai/pricing by model size, an undated copy; a comparison of 2026 (aitot.net, LLM fine-tuning cost guide) has the same';
const OWN = 'A machine of your own, whose cost is not counted';

type Rates = readonly [training: number, input: number, output: number];

/** OpenAI bills both methods alike. */
const openAi = (model: string, rates: Rates, source = OPENAI): FineTunePrice[] =>
  fineTuneMethods.map((method) => price('openai', model, null, method, rates, '2026-04-30', source));

const sized = (
  provider: FineTuneProvider,
  billions: number,
  method: FineTuneMethod,
  rates: Rates,
  asOf: string,
  source: string,
): FineTunePrice => price(provider, null, billions * 1e9, method, rates, asOf, source);

function price(
  provider: FineTuneProvider,
  model: string | null,
  parameters: number | null,
  method: FineTuneMethod,
  [training, input, output]: Rates,
  asOf: string,
  source: string,
): FineTunePrice {
  return {
    provider,
    model,
    up_to_parameters: parameters,
    method,
    training_usd_per_million: training,
    input_usd_per_million: input,
    output_usd_per_million: output,
    as_of: asOf,
    source,
  };
}

const ANY_SIZE = 100_000;

/**
 * Prices, edited by hand; sizes in ascending order. Sources contradict each other; where they do, the dearer figure is
 * taken, because it is shown before money is spent. The bill is what the provider counts in the end.
 *
 * Together publishes its prices on a page that changes, and no source that could be read here (2026-11) has the figures:
 * trackers give $0.5 to $14 for the same model. Of preference training at Fireworks there is none either. So these are
 * not in the list, and an estimate says that no price is known.
 */
export const fineTunePrices: readonly FineTunePrice[] = [
  ...openAi('gpt-4o-mini', [3, 0.3, 1.2], SEED),
  ...openAi('gpt-4o', [25, 3.75, 15], SEED),
  ...openAi('gpt-3.5-turbo', [8, 3, 6], SEED),
  ...openAi('gpt-4.1', [25, 3, 12]),
  ...openAi('gpt-4.1-mini', [5, 0.8, 3.2]),
  ...openAi('gpt-4.1-nano', [1.5, 0.2, 0.8]),
  // The first day of the year that the comparison is of.
  sized('fireworks', 16, 'supervised', [0.5, 0, 0], '2026-01-01', FIREWORKS),
  sized('fireworks', 80, 'supervised', [3, 0, 0], '2026-01-01', FIREWORKS),
  ...fineTuneMethods.flatMap((method) => [
    sized('huggingface', ANY_SIZE, method, [0, 0, 0], '2026-11-01', OWN),
    sized('lora', ANY_SIZE, method, [0, 0, 0], '2026-11-01', OWN),
  ]),
];

/** What a model without a price is estimated with: as dear as the dearest that is known. */
export const assumedFineTunePrice = {
  training_usd_per_million: 25,
  input_usd_per_million: 5,
  output_usd_per_million: 30,
  as_of: '2026-04-30',
  source: 'Assumed: no price is known for this model',
} as const;
