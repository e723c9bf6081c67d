import type { BudgetAccount } from '@understudy/domain/budget/ledger';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { budgetCaps, budgetMonths } from '../schema/budget.ts';
import { toAccount } from './accounts.ts';

/** Caps of a user for each calendar month: US dollars and tokens; null for none. */
export type UserCaps = { monthlyCostUsd: number | null; monthlyTokens: number | null };

const noMoney = { reservedUsd: 0, reservedTokens: 0, spentUsd: 0, spentTokens: 0 };

/**
 * The user's caps, and what they have spent and set aside in a month.
 *
 * @param month `2026-11`, in UTC
 */
export async function getBudget(tx: Transaction, month: string): Promise<BudgetAccount> {
  const [caps] = await tx.select().from(budgetCaps).where(mine(budgetCaps));
  const [account] = await tx
    .select()
    .from(budgetMonths)
    .where(and(mine(budgetMonths), eq(budgetMonths.month, month)));
  return toAccount(account ?? noMoney, caps?.monthlyCostUsd ?? null, caps?.monthlyTokens ?? null);
}

/** Sets the user's caps. They hold for the next reservation on, also where more than that is spent already. */
export async function setBudget(tx: Transaction, caps: UserCaps): Promise<void> {
  const { monthlyCostUsd, monthlyTokens } = caps;
  await tx
    .insert(budgetCaps)
    .values({ monthlyCostUsd, monthlyTokens })
    .onConflictDoUpdate({ target: budgetCaps.userId, set: { monthlyCostUsd, monthlyTokens } });
}
