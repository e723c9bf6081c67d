import type { BudgetAmount } from '@understudy/domain/budget/cost';
import type { BudgetAccount } from '@understudy/domain/budget/ledger';
import { askTogether } from '../ask-together.ts';
import type { Transaction } from '../database.ts';
import { lockRunAccount } from './accounts.ts';
import { closeEntries, nothing } from './close-entries.ts';
import { findEntries } from './ledger-entries.ts';

/** What a call cost in truth. */
export type Settlement = BudgetAmount & {
  /** The key under which it was reserved. */
  callKey: string;
};

/**
 * Enters what calls cost in truth, even where it is more than was reserved, and gives their reservations back. The cost
 * of a call whose reservation was released before counts too. Each reservation is settled once: a second execution is
 * harmless, and a call that was never reserved is left out.
 *
 * @returns the account of the run after it
 * @throws UnderstudyError `not_found` for a run that has no account
 */
export async function settleMany(
  tx: Transaction,
  runId: string,
  settlements: readonly Settlement[],
): Promise<BudgetAccount> {
  const costs = new Map(settlements.map((settlement) => [settlement.callKey, settlement]));
  const [run, entries] = await askTogether([
    () => lockRunAccount(tx, runId),
    () => findEntries(tx, runId, [...costs.keys()]),
  ]);
  const open = [...entries.values()].filter(({ state }) => state !== 'settled');
  const closing = { runId, run, entries: open, state: 'settled' } as const;
  return await closeEntries(tx, closing, ({ callKey }) => costs.get(callKey) ?? nothing);
}

/** Enters what one call cost; see `settleMany`. */
export async function settle(
  tx: Transaction,
  { runId, ...settlement }: Settlement & { runId: string },
): Promise<void> {
  await settleMany(tx, runId, [settlement]);
}
