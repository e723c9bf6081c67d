import { assumedPrice, findModelPrice, modelPrices, type ModelPrice } from './prices.ts';

/** Tokens that a call was billed for. */
export type TokenUsage = { inputTokens: number; outputTokens: number };

/** An amount of money and tokens, as it is reserved, spent and capped. Tokens are prompt and answer together. */
export type BudgetAmount = { usd: number; tokens: number };

/** What a call costs, and whether its model's price is known or assumed. */
export type CallCost = BudgetAmount & { priceKnown: boolean };

/** A call that is about to be made. */
export type PlannedCall = {
  model: string;
  /** Of all messages and of the JSON schema of a structured output. */
  promptCharacters: number;
  /** The limit that is sent with the call. */
  maxOutputTokens: number;
};

/** Roles and separators of a chat request, which are tokens as well. */
const REQUEST_OVERHEAD_TOKENS = 64;

/** What a call with this usage costs; by `assumedPrice` when the model's price is not known. */
export function costOf(
  model: string,
  usage: TokenUsage,
  prices: readonly ModelPrice[] = modelPrices,
): CallCost {
  const known = findModelPrice(model, prices);
  const price = known ?? assumedPrice;
  const usd =
    (usage.inputTokens * price.input_usd_per_million + usage.outputTokens * price.output_usd_per_million) /
    1e6;
  return { usd, tokens: usage.inputTokens + usage.outputTokens, priceKnown: known !== null };
}

/**
 * What to reserve before a call: an upper bound, so that a cap is never passed. A character counts as one prompt token
 * (English has four to five characters to a token, and scripts that tokenizers serve worst about one), and the answer
 * uses up its limit. A call that was answered settles for a fifth to a half of it.
 */
export function estimateReserve(call: PlannedCall, prices: readonly ModelPrice[] = modelPrices): CallCost {
  const inputTokens = call.promptCharacters + REQUEST_OVERHEAD_TOKENS;
  return costOf(call.model, { inputTokens, outputTokens: call.maxOutputTokens }, prices);
}
