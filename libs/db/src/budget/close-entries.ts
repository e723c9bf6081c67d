import type { BudgetAmount } from '@understudy/domain/budget/cost';
import { settle, type BudgetAccount } from '@understudy/domain/budget/ledger';
import type { Transaction } from '../database.ts';
import { lockMonthAccounts } from './accounts.ts';
import type { LedgerEntry } from './ledger-entries.ts';
import { storeChanges } from './store-changes.ts';

/** No money and no tokens. */
export const nothing: BudgetAmount = { usd: 0, tokens: 0 };

/** Entries of one run that are to be closed. */
export type Closing = {
  runId: string;
  /** The locked account of the run. */
  run: BudgetAccount;
  entries: readonly LedgerEntry[];
  state: 'settled' | 'released';
};

/** Closes entries at what each cost, moves the accounts that they count in, and returns the run's as it is after it. */
export async function closeEntries(
  tx: Transaction,
  { runId, run, entries, state }: Closing,
  costOf: (entry: LedgerEntry) => BudgetAmount,
): Promise<BudgetAccount> {
  if (entries.length === 0) return run;
  const months = await lockMonthAccounts(
    tx,
    entries.map(({ month }) => month),
  );
  let account = run;
  const closed = entries.map((entry): LedgerEntry => {
    const cost = costOf(entry);
    const held =
      entry.state === 'reserved' ? { usd: entry.reservedUsd, tokens: entry.reservedTokens } : nothing;
    account = settle(account, held, cost);
    const month = months.get(entry.month);
    if (month !== undefined) months.set(entry.month, settle(month, held, cost));
    return {
      ...entry,
      state,
      settledUsd: entry.settledUsd + cost.usd,
      settledTokens: entry.settledTokens + cost.tokens,
    };
  });
  await storeChanges(tx, { runId, entries: closed, run: account, months });
  return account;
}
