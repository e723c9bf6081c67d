import type { FineTuneEstimate, FineTunePriceFacts } from '../contracts/estimate.ts';
import type { Hyperparameters } from '../contracts/hyperparameters.ts';
import { fineTuneProviderFacts, type FineTuneProvider } from '../fine-tune-provider.ts';
import { epochsOf } from './default-epochs.ts';
import { findFineTunePrice, type PricedTraining } from './find-fine-tune-price.ts';
import { tunedModelPrice } from './tuned-model-price.ts';
import { assumedFineTunePrice, fineTunePrices, type FineTunePrice } from './fine-tune-prices.ts';

/** Seed 001: "Average message: 200-500 tokens". The upper end, as an estimate should not be too low. */
export const assumedTokensPerExample = 500;

/** Examples of a file and their tokens, each counted up to the model's limit. */
export type CountedFile = { examples: number; tokens: number };

export type EstimateInput = PricedTraining & {
  hyperparameters: Pick<Hyperparameters, 'n_epochs'>;
  training: CountedFile;
  validation: CountedFile;
  /** Examples by the reason that leaves them out. */
  leftOut?: Readonly<Record<string, number>>;
  /** How the tokens were counted: the tokenizer's name, or null where an average length was assumed. */
  tokenizer: string | null;
  /** Whether that tokenizer is the model's own. */
  ownTokenizer: boolean;
};

/** What a training costs, by its counted files. */
export function estimateFineTune(
  input: EstimateInput,
  prices: readonly FineTunePrice[] = fineTunePrices,
): FineTuneEstimate {
  const known = findFineTunePrice(input, prices);
  const rates = known ?? assumedFineTunePrice;
  const answers = tunedModelPrice(input, prices);
  const epochs = epochsOf(input.hyperparameters, input.training.examples);
  const trained = input.training.tokens * epochs;
  const validated = billsValidation(input.provider) ? input.validation.tokens * epochs : 0;
  const training = usdOf(trained, rates.training_usd_per_million);
  const validation = usdOf(validated, rates.training_usd_per_million);
  return {
    training_cost: training,
    input_cost_per_1m: answers.input_usd_per_million,
    output_cost_per_1m: answers.output_usd_per_million,
    total_estimate: toMicroDollars(training + validation),
    validation_cost: validation,
    examples: input.training.examples,
    validation_examples: input.validation.examples,
    left_out: { ...input.leftOut },
    tokens: input.training.tokens,
    n_epochs: epochs,
    billed_tokens: trained + validated,
    price: {
      training_usd_per_million: rates.training_usd_per_million,
      as_of: rates.as_of,
      source: rates.source,
      known: known !== null,
    },
    assumptions: assumptionsOf(input, epochs, rates, known !== null),
  };
}

/** A file of so many examples of the length that the seed gives for a message, for an estimate without data. */
export function assumedFile(examples: number): CountedFile {
  return { examples, tokens: examples * assumedTokensPerExample };
}

/**
 * What a training has cost, by the tokens that the provider says it trained; epochs are in that number.
 * @returns US dollars; null where the price is not known
 */
export function costOfTrainedTokens(
  training: PricedTraining,
  trainedTokens: number,
  prices: readonly FineTunePrice[] = fineTunePrices,
): number | null {
  const price = findFineTunePrice(training, prices);
  return price === null ? null : usdOf(trainedTokens, price.training_usd_per_million);
}

/** Together adds the tokens of every evaluation to the bill; we have one for each pass. */
const billsValidation = (provider: FineTuneProvider): boolean => provider === 'together';

function assumptionsOf(
  { provider, hyperparameters, method, tokenizer, ownTokenizer, model, training }: EstimateInput,
  epochs: number,
  rates: Pick<FineTunePriceFacts, 'as_of' | 'source'>,
  isKnown: boolean,
): string[] {
  const chosen = hyperparameters.n_epochs === 'auto' ? 'by default for so many examples' : 'as chosen';
  const { title, trainsByItself } = fineTuneProviderFacts[provider];
  return [
    isKnown
      ? `Estimated with prices of ${rates.as_of}. Source: ${rates.source}.`
      : `No price is known for ${model} at ${title}. The figures are those of the dearest training that is known, as a bound; look at ${title}’s own price list.`,
    `${String(epochs)} ${epochs === 1 ? 'pass' : 'passes'} over ${String(training.examples)} examples, ${chosen}.`,
    countingSentence(tokenizer, ownTokenizer),
    ...(method === 'dpo' ? ['Of a preference pair, both answers are counted, each with its prompt.'] : []),
    ...(provider === 'together' ? ['Validation is billed as well, once for each pass.'] : []),
    ...(provider === 'together' || provider === 'fireworks'
      ? [
          `${title} answers with the tuned model on an endpoint of your own, billed by the time that it runs; that is not counted here.`,
        ]
      : []),
    ...(provider === 'openai' ? ['Examples that OpenAI’s safety check drops are not billed.'] : []),
    trainsByItself && provider !== 'lora'
      ? `The bill is what ${title} counts; the tokens it trained replace this estimate at the end.`
      : 'Training runs on your own machine, whose cost is not counted.',
  ];
}

function countingSentence(tokenizer: string | null, isOwn: boolean): string {
  if (tokenizer === null)
    return `An average of ${String(assumedTokensPerExample)} tokens for each example; prepared data is counted exactly.`;
  if (isOwn) return `Tokens are counted by the model’s own tokenizer (${tokenizer}).`;
  return `Tokens are counted by ${tokenizer}, since the model’s own tokenizer is not here; they may differ by a fifth.`;
}

const usdOf = (tokens: number, perMillion: number): number => toMicroDollars((tokens * perMillion) / 1e6);

function toMicroDollars(usd: number): number {
  return Math.round(usd * 1e6) / 1e6;
}
