import type { BudgetAmount } from '@understudy/domain/budget/cost';
import { mayReserve, reserve as reserveAmount, type BudgetAccount } from '@understudy/domain/budget/ledger';
import { askTogether } from '../ask-together.ts';
import type { Transaction } from '../database.ts';
import { lockMonthAccounts, lockRunAccount } from './accounts.ts';
import { findEntries, type LedgerEntry } from './ledger-entries.ts';
import { storeChanges } from './store-changes.ts';

/** A call to set money and tokens aside for. */
export type CallToReserve = BudgetAmount & {
  /** The key of the call in `provider_calls`. */
  callKey: string;
  model: string;
};

/** Whether a call may be made, and if not, which cap does not allow it. */
export type Reservation =
  | { callKey: string; reserved: true }
  | {
      callKey: string;
      reserved: false;
      /** Whose cap it is: that of the run, or that of the user for the month. */
      scope: 'run' | 'user_month';
      cap: 'usd' | 'tokens';
      /** The cap itself, in US dollars or in tokens. */
      limit: number;
      /** What is settled already, in the same unit. */
      spent: number;
      /** True when it may fit once calls under way are settled: wait. False when it cannot: pause the run. */
      mayFitAfterSettling: boolean;
    };

/** Calls of a run that are about to be made, in order of their importance. */
export type ReserveRequest = {
  runId: string;
  /** The month that pays, `monthKey` of now: `2026-11`. */
  month: string;
  calls: readonly CallToReserve[];
};

type Accounts = { run: BudgetAccount; userMonth: BudgetAccount };

/**
 * Sets money and tokens aside for calls, as many of them as both caps allow, in the order given. Caps are hard:
 * reservations of a run and of a user wait for each other. A call that holds a reservation keeps it, so that a second
 * execution reserves nothing twice; one that was settled or released before is reserved anew.
 *
 * @returns what became of each call, in the same order
 * @throws UnderstudyError `not_found` for a run that has no account
 */
export async function reserveMany(
  tx: Transaction,
  { runId, month, calls }: ReserveRequest,
): Promise<Reservation[]> {
  if (calls.length === 0) return [];
  const keys = calls.map(({ callKey }) => callKey);
  const [run, known, months] = await askTogether([
    () => lockRunAccount(tx, runId),
    () => findEntries(tx, runId, keys),
    () => lockMonthAccounts(tx, [month]),
  ]);
  const userMonth = months.get(month);
  if (userMonth === undefined) throw new Error(`The account of ${month} could not be opened`);
  const entered = new Map<string, LedgerEntry>();
  let accounts: Accounts = { run, userMonth };
  const reservations = calls.map((call): Reservation => {
    const { callKey } = call;
    const earlier = known.get(callKey);
    if (earlier?.state === 'reserved' || entered.has(callKey)) return { callKey, reserved: true };
    const refusal = refusalOf(call, accounts);
    if (refusal !== null) return refusal;
    accounts = {
      run: reserveAmount(accounts.run, call),
      userMonth: reserveAmount(accounts.userMonth, call),
    };
    entered.set(callKey, toEntry(call, month, earlier));
    return { callKey, reserved: true };
  });
  if (entered.size > 0) {
    await storeChanges(tx, {
      runId,
      entries: [...entered.values()],
      run: accounts.run,
      months: new Map([[month, accounts.userMonth]]),
    });
  }
  return reservations;
}

/**
 * Sets money and tokens aside for one call; see `reserveMany`.
 *
 * @throws UnderstudyError `not_found` for a run that has no account
 */
export async function reserve(
  tx: Transaction,
  { runId, month, ...call }: CallToReserve & Pick<ReserveRequest, 'runId' | 'month'>,
): Promise<Reservation> {
  const [reservation] = await reserveMany(tx, { runId, month, calls: [call] });
  if (reservation === undefined) throw new Error('A reservation was not answered');
  return reservation;
}

/** The cap that does not allow a call: one that can be met in no case before one that may be after waiting. */
function refusalOf(call: CallToReserve, { run, userMonth }: Accounts): Reservation | null {
  const scopes = [
    { scope: 'run', account: run },
    { scope: 'user_month', account: userMonth },
  ] as const;
  const refusals = scopes.flatMap(({ scope, account }) => {
    const decision = mayReserve({ ...account, amount: call });
    if (decision.allowed) return [];
    const { cap, mayFitAfterSettling } = decision;
    const limit = (cap === 'usd' ? account.capUsd : account.capTokens) ?? Infinity;
    const spent = account.spent[cap];
    return [
      { callKey: call.callKey, reserved: false as const, scope, cap, limit, spent, mayFitAfterSettling },
    ];
  });
  return refusals.find(({ mayFitAfterSettling }) => !mayFitAfterSettling) ?? refusals[0] ?? null;
}

function toEntry(call: CallToReserve, month: string, earlier: LedgerEntry | undefined): LedgerEntry {
  const { callKey, model, usd, tokens } = call;
  const { settledUsd, settledTokens } = earlier ?? { settledUsd: 0, settledTokens: 0 };
  const reserved = { reservedUsd: usd, reservedTokens: tokens };
  return { callKey, month, model, state: 'reserved', ...reserved, settledUsd, settledTokens };
}
