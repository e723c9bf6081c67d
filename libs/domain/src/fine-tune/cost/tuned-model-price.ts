import { fineTuneProviderFacts } from '../fine-tune-provider.ts';
import { findFineTunePrice, type PricedTraining } from './find-fine-tune-price.ts';
import { assumedFineTunePrice, fineTunePrices, type FineTunePrice } from './fine-tune-prices.ts';

/** What a million tokens of a tuned model's chats cost, in US dollars, and the day of that price. */
export type TunedModelPrice = {
  input_usd_per_million: number;
  output_usd_per_million: number;
  as_of: string;
};

/**
 * The price of answering with a model by the training that made it; a high one is assumed where none is known. Answers of
 * models that are billed by time cost nothing more.
 */
export function tunedModelPrice(
  training: PricedTraining,
  prices: readonly FineTunePrice[] = fineTunePrices,
): TunedModelPrice {
  const price = findFineTunePrice(training, prices) ?? assumedFineTunePrice;
  if (fineTuneProviderFacts[training.provider].billsAnswersByToken) return price;
  return { input_usd_per_million: 0, output_usd_per_million: 0, as_of: price.as_of };
}

/** US dollars for one answer. */
export function costOfAnswer(
  price: TunedModelPrice,
  { inputTokens, outputTokens }: { inputTokens: number; outputTokens: number },
): number {
  const { input_usd_per_million: input, output_usd_per_million: output } = price;
  return (inputTokens * input + outputTokens * output) / 1e6;
}
