import type { MonthlyBudget } from '@understudy/domain/budget/budget';
import type { BudgetAccount } from '@understudy/domain/budget/ledger';
import { priceDateOf } from '@understudy/domain/budget/prices';
import type { AutoTrainConfiguration } from '../auto-train/auto-train-environment.ts';

/** A user's account of a month as the API shows it. */
export function toMonthlyBudget(
  month: string,
  { capUsd, capTokens, spent, reserved }: BudgetAccount,
  { ensemble, judgeModel }: Pick<AutoTrainConfiguration, 'ensemble' | 'judgeModel'>,
): MonthlyBudget {
  const models = [...ensemble.map(({ model }) => model), ...(judgeModel === null ? [] : [judgeModel])];
  return {
    month,
    max_cost_usd: capUsd,
    max_tokens: capTokens,
    spent_usd: spent.usd,
    reserved_usd: reserved.usd,
    spent_tokens: spent.tokens,
    reserved_tokens: reserved.tokens,
    price_date: priceDateOf(models),
  };
}
