import { and, eq, inArray, sql } from 'drizzle-orm';
import { insertRows } from '../bulk/insert-rows.ts';
import type { Transaction } from '../database.ts';
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
    .where(and(eq(budgetLedger.runId, runId), inArray(budgetLedger.callKey, [...callKeys])));
  return new Map(rows.map((row) => [row.callKey, row]));
}

/** Keys of the calls of a run that hold a reservation. Lock the run's account first. */
export async function listReservedCalls(tx: Transaction, runId: string): Promise<string[]> {
  const rows = await tx
    .select({ callKey: budgetLedger.callKey })
    .from(budgetLedger)
    .where(and(eq(budgetLedger.runId, runId), eq(budgetLedger.state, 'reserved')));
  return rows.map(({ callKey }) => callKey);
}

/** Stores entries as they are now, in the place of what was stored of the same calls. */
export async function storeEntries(
  tx: Transaction,
  runId: string,
  entries: readonly LedgerEntry[],
): Promise<void> {
  const rows = entries.map((entry) => ({ ...entry, runId }));
  await insertRows(
    tx,
    budgetLedger,
    rows,
    sql`
      on conflict (run_id, call_key) do update set
        month = excluded.month, model = excluded.model, state = excluded.state,
        reserved_usd = excluded.reserved_usd, reserved_tokens = excluded.reserved_tokens,
        settled_usd = excluded.settled_usd, settled_tokens = excluded.settled_tokens,
        settled_at = case when excluded.state = 'reserved' then null else clock_timestamp() end
    `,
  );
}
