import { familyOf } from '../base-models.ts';
import type { FineTuneMethod, FineTuneProvider } from '../fine-tune-provider.ts';
import { fineTunePrices, type FineTunePrice } from './fine-tune-prices.ts';

/** What a price is looked up by. */
export type PricedTraining = { provider: FineTuneProvider; model: string; method: FineTuneMethod };

/**
 * The price of a training, or null when none is known. Snapshots and models that were tuned before cost what their base
 * model costs; providers that bill by size are asked by the number of parameters in the model's name.
 */
export function findFineTunePrice(
  { provider, model, method }: PricedTraining,
  prices: readonly FineTunePrice[] = fineTunePrices,
): FineTunePrice | null {
  const ofMethod = prices.filter((price) => price.provider === provider && price.method === method);
  const family = familyOf(model);
  const named = ofMethod.find((price) => price.model === family);
  if (named !== undefined) return named;
  const sizes = ofMethod.filter((price) => price.up_to_parameters !== null);
  const parameters = parametersOf(model);
  if (parameters !== null)
    return sizes.find(({ up_to_parameters: most }) => (most ?? 0) >= parameters) ?? null;
  // Where every size costs the same, it does not matter which it is.
  const [only, ...others] = sizes;
  return others.length === 0 ? (only ?? null) : null;
}

/**
 * The parameters of a model by its name, experts of a mixture added up: 8e9 for `Llama-3.1-8B`, 56e9 for `Mixtral-8x7B`,
 * 235e9 for `Qwen3-235B-A22B`; null where the name does not say.
 */
export function parametersOf(model: string): number | null {
  const match = /(?<![a-z0-9.])(?:(\d+)x)?(\d+(?:[.p]\d+)?)b(?![a-z0-9])/i.exec(model);
  if (match === null) return null;
  const [, experts = '1', size = ''] = match;
  return Number(experts) * Number(size.replace('p', '.')) * 1e9;
}
