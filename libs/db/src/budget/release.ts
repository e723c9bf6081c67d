import type { BudgetAccount } from '@understudy/domain/budget/ledger';
import { askTogether } from '../ask-together.ts';
import type { Transaction } from '../database.ts';
import { lockRunAccount } from './accounts.ts';
import { closeEntries, nothing } from './close-entries.ts';
import { findEntries, listReservedEntries, type CallKeyRange, type LedgerEntry } from './ledger-entries.ts';

/**
 * Gives reservations back of calls that cost nothing, such as those that the provider refused or never got. Calls that
 * hold none are left as they are.
 *
 * @throws UnderstudyError `not_found` for a run that has no account
 */
export async function releaseMany(
  tx: Transaction,
  runId: string,
  callKeys: readonly string[],
): Promise<void> {
  const [run, entries] = await askTogether([
    () => lockRunAccount(tx, runId),
    () => findEntries(tx, runId, callKeys),
  ]);
  await release(tx, runId, run, [...entries.values()]);
}

/**
 * Gives all reservations of a run back, or those of a range of its calls: when it has ended, or nobody works on these
 * calls, nobody is going to settle them.
 *
 * @throws UnderstudyError `not_found` for a run that has no account
 */
export async function releaseAll(tx: Transaction, runId: string, keys?: CallKeyRange): Promise<void> {
  const [run, entries] = await askTogether([
    () => lockRunAccount(tx, runId),
    () => listReservedEntries(tx, runId, keys),
  ]);
  await release(tx, runId, run, entries);
}

async function release(
  tx: Transaction,
  runId: string,
  run: BudgetAccount,
  entries: readonly LedgerEntry[],
): Promise<void> {
  const open = entries.filter(({ state }) => state === 'reserved');
  await closeEntries(tx, { runId, run, entries: open, state: 'released' }, () => nothing);
}
