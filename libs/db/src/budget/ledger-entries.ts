import { and, eq, gte, inArray, lt, sql, type SQL } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { budgetLedger } from '../schema/budget.ts';

/** What is known of one paid call. */
export type LedgerEntry = Pick<
  typeof budgetLedger.$inferSelect,
  'callKey' | 'month' | 'model' | 'state' | 'reservedUsd' | 'reservedTokens' | 'settledUsd' | 'settledTokens'
>;

const entryColumns = {
  callKey: budgetLedger.callKey,
  month: budgetLedger.month,
  model: budgetLedger.model,
  state: budgetLedger.state,
  reservedUsd: budgetLedger.reservedUsd,
  reservedTokens: budgetLedger.reservedTokens,
  settledUsd: budgetLedger.settledUsd,
  settledTokens: budgetLedger.settledTokens,
};

/** Entries of a run by the keys of their calls. Lock the run's account first. */
export async function findEntries(
  tx: Transaction,
  runId: string,
  callKeys: readonly string[],
): Promise<Map<string, LedgerEntry>> {
  if (callKeys.length === 0) return new Map();
  const rows = await tx
    .select(entryColumns)
    .from(budgetLedger)
    .where(
      and(mine(budgetLedger), eq(budgetLedger.runId, runId), inArray(budgetLedger.callKey, [...callKeys])),
    );
  return new Map(rows.map((row) => [row.callKey, row]));
}

/** Keys of calls, byte by byte: from `from` up to but without `to`. */
export type CallKeyRange = { from: string; to: string };

/** Entries of a run, of all its calls or those of a range, that hold a reservation. Lock the run's account first. */
export async function listReservedEntries(
  tx: Transaction,
  runId: string,
  keys?: CallKeyRange,
): Promise<LedgerEntry[]> {
  return await tx
    .select(entryColumns)
    .from(budgetLedger)
    .where(
      and(
        mine(budgetLedger),
        eq(budgetLedger.runId, runId),
        eq(budgetLedger.state, 'reserved'),
        isInRange(keys),
      ),
    );
}

/** Whether an entry is that of a call in a range; of any call where there is none. */
export function isInRange(keys: CallKeyRange | undefined): SQL | undefined {
  if (keys === undefined) return undefined;
  const callKey = sql`${budgetLedger.callKey} collate "C"`;
  return and(gte(callKey, keys.from), lt(callKey, keys.to));
}
