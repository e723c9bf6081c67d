import { findFineTunePrice, type PricedTraining } from './find-fine-tune-price.ts';
import { assumedFineTunePrice } from './fine-tune-prices.ts';

/** What a million tokens of a tuned model's chats cost, in US dollars, and the day of that price. */
export type TunedModelPrice = {
  input_usd_per_million: number;
  output_usd_per_million: number;
  as_of: string;
};

/** The price of answering with a model by the training that made it; a high one is assumed where none is known. */
export function tunedModelPrice(training: PricedTraining): TunedModelPrice {
  return findFineTunePrice(training) ?? assumedFineTunePrice;
}

/** US dollars for one answer. */
export function costOfAnswer(
  price: TunedModelPrice,
  { inputTokens, outputTokens }: { inputTokens: number; outputTokens: number },
): number {
  const { input_usd_per_million: input, output_usd_per_million: output } = price;
  return (inputTokens * input + outputTokens * output) / 1e6;
}
