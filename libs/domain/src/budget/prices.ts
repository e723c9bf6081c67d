import { z } from 'zod';

/** The price of one model. */
export const modelPriceSchema = z.strictObject({
  model: z
    .string()
    .min(1)
    .describe('Name without the date of a snapshot; "ft:" before it for models tuned from it'),
  input_usd_per_million: z.number().min(0).describe('US dollars for a million prompt tokens, uncached'),
  output_usd_per_million: z.number().min(0).describe('US dollars for a million answer tokens'),
  as_of: z.iso.date().describe('The day for which the source gives the price'),
  source: z.string().min(1),
});
export type ModelPrice = z.infer<typeof modelPriceSchema>;
/** A price list. A deployment may keep its own and pass it to the functions that take one. */
export const modelPricesSchema = z.array(modelPriceSchema).min(1);

const PRICING_PAGE = 'OpenAI pricing page, as quoted by public price trackers';
const TUNED = 'OpenAI pricing page (fine-tuned models), as quoted by public price trackers';

const row = (model: string, input: number, output: number, asOf: string, source: string): ModelPrice => ({
  model,
  input_usd_per_million: input,
  output_usd_per_million: output,
  as_of: asOf,
  source,
});

/**
 * Standard prices, edited by hand. Sources contradict each other now and then; where they do, the dearer figure is
 * taken, because a cap must hold. What a call cost in truth is on the provider's bill.
 */
export const modelPrices: readonly ModelPrice[] = [
  row('gpt-5.5', 5, 30, '2026-06-30', PRICING_PAGE),
  row('gpt-5.4', 2.5, 15, '2026-06-30', PRICING_PAGE),
  row('gpt-5.4-mini', 0.75, 4.5, '2026-06-30', PRICING_PAGE),
  row('gpt-5.4-nano', 0.2, 1.25, '2026-06-30', PRICING_PAGE),
  row('gpt-5', 1.25, 10, '2026-03-31', PRICING_PAGE),
  row('gpt-5-mini', 0.25, 2, '2026-03-31', PRICING_PAGE),
  row('gpt-5-nano', 0.05, 0.4, '2026-03-31', PRICING_PAGE),
  row('gpt-4.1', 2, 8, '2026-04-30', PRICING_PAGE),
  row('gpt-4.1-mini', 0.4, 1.6, '2026-04-30', PRICING_PAGE),
  row('gpt-4.1-nano', 0.1, 0.4, '2026-04-30', PRICING_PAGE),
  row('gpt-4o', 2.5, 10, '2026-04-30', PRICING_PAGE),
  row('gpt-4o-mini', 0.15, 0.6, '2026-04-30', PRICING_PAGE),
  row('ft:gpt-4.1', 3, 12, '2026-04-30', TUNED),
  row('ft:gpt-4.1-mini', 0.8, 3.2, '2026-04-30', TUNED),
  row('ft:gpt-4.1-nano', 0.2, 0.8, '2026-04-30', TUNED),
  row('ft:gpt-4o', 3.75, 15, '2026-04-30', TUNED),
  row('ft:gpt-4o-mini', 0.3, 1.2, '2026-04-30', TUNED),
  row('text-embedding-3-small', 0.02, 0, '2026-03-31', PRICING_PAGE),
  row('text-embedding-3-large', 0.13, 0, '2026-03-31', PRICING_PAGE),
];

/**
 * What a call of a model without a price is charged with. As dear as a large model of today, so that a cap holds
 * whatever the model; models that cost nothing (a server of one's own) are listed with 0 in a deployment's price list.
 */
export const assumedPrice: ModelPrice = row(
  'unknown',
  5,
  30,
  '2026-06-30',
  'Assumed: no price is known for this model',
);

/**
 * The price of a model, or null when none is known. Snapshots (`gpt-4o-mini-2024-07-18`) cost what their model costs;
 * tuned models (`ft:gpt-4o-mini-2024-07-18:org:suffix:id`) have rows of their own.
 */
export function findModelPrice(
  model: string,
  prices: readonly ModelPrice[] = modelPrices,
): ModelPrice | null {
  const [, tuned = '', name = ''] = /^(ft:)?([^:]*)/u.exec(model) ?? [];
  const withoutDate = `${tuned}${name.replace(/-\d{4}-\d{2}-\d{2}$/u, '')}`;
  const byName = (wanted: string) => prices.find((price) => price.model === wanted);
  return byName(model) ?? (tuned === '' && model.includes(':') ? null : (byName(withoutDate) ?? null));
}

/** The day of the oldest price that a set of models is charged by, ISO 8601: "estimated with prices of …". */
export function priceDateOf(models: readonly string[], prices: readonly ModelPrice[] = modelPrices): string {
  const days = models.map((model) => (findModelPrice(model, prices) ?? assumedPrice).as_of);
  return days.toSorted()[0] ?? assumedPrice.as_of;
}
