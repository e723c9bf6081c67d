import { and, eq, inArray } from 'drizzle-orm';
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

/** Entries of a run that hold a reservation. Lock the run's account first. */
export async function listReservedEntries(tx: Transaction, runId: string): Promise<LedgerEntry[]> {
  return await tx
    .select(entryColumns)
    .from(budgetLedger)
    .where(and(mine(budgetLedger), eq(budgetLedger.runId, runId), eq(budgetLedger.state, 'reserved')));
}
