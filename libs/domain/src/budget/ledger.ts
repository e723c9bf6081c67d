import type { BudgetAmount } from './cost.ts';

/** The money of one scope: a run, or a user's calendar month. */
export type BudgetAccount = {
  /** Caps; null for none. */
  capUsd: number | null;
  capTokens: number | null;
  /** Settled. */
  spent: BudgetAmount;
  /** Set aside for calls under way. */
  reserved: BudgetAmount;
};

/** Whether a call may be paid for, and if not, whether waiting may help. */
export type ReserveDecision =
  | { allowed: true }
  | {
      allowed: false;
      /** The cap that does not allow it. */
      cap: 'usd' | 'tokens';
      /**
       * True when it would fit if the calls under way cost nothing: wait until they are settled. False when it fits in
       * no case: the run pauses until the cap is raised.
       */
      mayFitAfterSettling: boolean;
    };

// A billionth of a dollar: sums of fractions compare as the decimals they stand for.
const UNITS_PER_USD = 1e9;

/**
 * Whether an amount may be reserved: what is spent, what is reserved and the amount together stay within the caps.
 * A cap may be reached exactly, and never passed.
 */
export function mayReserve(request: BudgetAccount & { amount: BudgetAmount }): ReserveDecision {
  const { capUsd, capTokens, spent, reserved, amount } = request;
  const units = (usd: number) => Math.round(usd * UNITS_PER_USD);
  const usdLeft = capUsd === null ? Infinity : units(capUsd) - units(spent.usd) - units(amount.usd);
  const tokensLeft = capTokens === null ? Infinity : capTokens - spent.tokens - amount.tokens;
  // A cap that can be met in no case comes first: waiting for the other one would be in vain.
  if (usdLeft < 0) return { allowed: false, cap: 'usd', mayFitAfterSettling: false };
  if (tokensLeft < 0) return { allowed: false, cap: 'tokens', mayFitAfterSettling: false };
  if (usdLeft < units(reserved.usd)) return { allowed: false, cap: 'usd', mayFitAfterSettling: true };
  if (tokensLeft < reserved.tokens) return { allowed: false, cap: 'tokens', mayFitAfterSettling: true };
  return { allowed: true };
}

/** The account after an amount was set aside. Ask `mayReserve` first. */
export function reserve(account: BudgetAccount, amount: BudgetAmount): BudgetAccount {
  return { ...account, reserved: sum(account.reserved, amount, 1) };
}

/**
 * The account after a call: its reservation is given back and what it cost in truth is spent. A call that was not billed
 * settles with nothing. What it cost counts even where it is more than was reserved.
 */
export function settle(account: BudgetAccount, reservation: BudgetAmount, cost: BudgetAmount): BudgetAccount {
  return {
    ...account,
    spent: sum(account.spent, cost, 1),
    reserved: sum(account.reserved, reservation, -1),
  };
}

/** The month an expense belongs to, in UTC: "2026-11". */
export function monthKey(date: Date): string {
  return date.toISOString().slice(0, 7);
}

function sum(one: BudgetAmount, other: BudgetAmount, sign: 1 | -1): BudgetAmount {
  const usd = Math.round((one.usd + sign * other.usd) * UNITS_PER_USD) / UNITS_PER_USD;
  // Reservations that were given back leave nothing, and never less than nothing.
  return { usd: Math.max(0, usd), tokens: Math.max(0, one.tokens + sign * other.tokens) };
}
