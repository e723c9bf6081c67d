import { lockRunAccount } from '@understudy/db/budget/accounts';
import { getBudget } from '@understudy/db/budget/user-budget';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { monthKey, type BudgetAccount } from '@understudy/domain/budget/ledger';
import type { RunReference } from '../runs/run-activities.ts';
import type { AutoTrainDependencies } from './auto-train-reference.ts';

/**
 * Writes that a run waits for a larger budget, and which cap it has reached. Repeating it says so again and changes
 * nothing else.
 */
export async function recordBudgetPause(
  { database }: Pick<AutoTrainDependencies, 'database'>,
  { userId, runId }: RunReference,
): Promise<void> {
  await database.asUser(userId, async (tx) => {
    const run = await lockRunAccount(tx, runId);
    const month = await getBudget(tx, monthKey(new Date()));
    const message = sentence(run, month);
    await appendRunEvent(tx, {
      runId,
      type: 'run_paused',
      level: 'warning',
      message,
      data: {
        spent_usd: run.spent.usd,
        tokens: run.spent.tokens,
        max_cost_usd: run.capUsd,
        max_tokens: run.capTokens,
        month_max_cost_usd: month.capUsd,
        month_max_tokens: month.capTokens,
      },
      update: { status: 'budget_paused', error: { code: 'budget_exhausted', message, phase: null } },
    });
  });
}

const dollars = (amount: number) => `$${amount.toFixed(4).replace(/0{1,2}$/u, '')}`;

function sentence(run: BudgetAccount, month: BudgetAccount): string {
  const ofRun = describeCaps(run);
  if (ofRun !== null) return `The budget of this run is used up: ${ofRun}. Raise it, and the run goes on.`;
  const ofMonth = describeCaps(month) ?? 'its caps are reached';
  return `Your budget for this month is used up: ${ofMonth}. Raise it, and resume the run.`;
}

function describeCaps({ capUsd, capTokens, spent }: BudgetAccount): string | null {
  const caps = [
    ...(capUsd === null ? [] : [`${dollars(spent.usd)} of ${dollars(capUsd)}`]),
    ...(capTokens === null
      ? []
      : [`${spent.tokens.toLocaleString('en')} of ${capTokens.toLocaleString('en')} tokens`]),
  ];
  return caps.length === 0 ? null : `${caps.join(', ')}, and the next call might cost more than is left`;
}
