import type { AutoTrainBatch, AutoTrainCounts } from '@understudy/domain/auto-train/auto-train-result';
import type { BudgetAccount } from '@understudy/domain/budget/ledger';
import { priceDateOf } from '@understudy/domain/budget/prices';
import type { AutoTrainSettings } from './auto-train-settings.ts';
import type { BatchCounts } from './count-items.ts';

/** What became of a batch's items, as the API shows it. */
export function toCounts(numExamples: number, counts: BatchCounts, inFlight: number): AutoTrainCounts {
  const { accepted, failed, rejected } = counts;
  const open = Math.max(0, numExamples - accepted - failed);
  // An item whose story is being stored may hold its reservation a moment longer.
  const working = Math.min(inFlight, open);
  return { accepted, rejected, failed, in_flight: working, remaining: open - working };
}

/** What a batch costs, as the API shows it. */
export function toCost(
  { spent, reserved, capUsd, capTokens }: BudgetAccount,
  settings: Pick<AutoTrainSettings, 'ensemble' | 'judgeModel'>,
): AutoTrainBatch['cost'] {
  return {
    spent_usd: spent.usd,
    reserved_usd: reserved.usd,
    max_cost_usd: capUsd,
    tokens: spent.tokens,
    max_tokens: capTokens,
    price_date: priceDateOf(modelsOf(settings)),
  };
}

function modelsOf({ ensemble, judgeModel }: Pick<AutoTrainSettings, 'ensemble' | 'judgeModel'>): string[] {
  return [...ensemble.map(({ model }) => model), ...(judgeModel === null ? [] : [judgeModel])];
}
