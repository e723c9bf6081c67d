import type { BudgetAccount } from '@understudy/domain/budget/ledger';
import { and, asc, eq, getTableColumns, inArray } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { budgetCaps, budgetMonths, budgetRuns } from '../schema/budget.ts';

type AccountColumns = Pick<
  typeof budgetRuns.$inferSelect,
  'reservedUsd' | 'reservedTokens' | 'spentUsd' | 'spentTokens'
>;

/** An account as domain knows it. */
export function toAccount(
  row: AccountColumns,
  capUsd: number | null,
  capTokens: number | null,
): BudgetAccount {
  return {
    capUsd,
    capTokens,
    spent: { usd: row.spentUsd, tokens: row.spentTokens },
    reserved: { usd: row.reservedUsd, tokens: row.reservedTokens },
  };
}

/**
 * Reads the account of a run and keeps everybody else from it, and from the run's ledger, until the end of the
 * transaction. Always locked before the months: in another order two calls could wait for each other.
 *
 * @throws UnderstudyError `not_found` for a run that has no account
 */
export async function lockRunAccount(tx: Transaction, runId: string): Promise<BudgetAccount> {
  const rows = await tx
    .select()
    .from(budgetRuns)
    .where(and(mine(budgetRuns), eq(budgetRuns.runId, runId)))
    .for('no key update');
  const row = firstOrNotFound(rows, 'budget of the run', runId);
  return toAccount(row, row.maxCostUsd, row.maxTokens);
}

/**
 * Reads the user's accounts of some months, opens those that are missing, and keeps everybody else from them until the
 * end of the transaction.
 */
export async function lockMonthAccounts(
  tx: Transaction,
  months: readonly string[],
): Promise<Map<string, BudgetAccount>> {
  const wanted = [...new Set(months)];
  const found = await selectMonths(tx, wanted);
  if (found.size === wanted.length) return found;
  await tx
    .insert(budgetMonths)
    .values(wanted.map((month) => ({ month })))
    .onConflictDoNothing();
  return await selectMonths(tx, wanted);
}

async function selectMonths(tx: Transaction, months: string[]): Promise<Map<string, BudgetAccount>> {
  if (months.length === 0) return new Map();
  const rows = await tx
    .select({
      ...getTableColumns(budgetMonths),
      capUsd: budgetCaps.monthlyCostUsd,
      capTokens: budgetCaps.monthlyTokens,
    })
    .from(budgetMonths)
    .leftJoin(budgetCaps, eq(budgetCaps.userId, budgetMonths.userId))
    .where(and(mine(budgetMonths), inArray(budgetMonths.month, months)))
    .orderBy(asc(budgetMonths.month))
    .for('no key update', { of: budgetMonths });
  return new Map(rows.map((row) => [row.month, toAccount(row, row.capUsd, row.capTokens)]));
}
