import type { BudgetAccount } from '@understudy/domain/budget/ledger';
import { sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { budgetLedger, budgetMonths, budgetRuns } from '../schema/budget.ts';
import { storableJson } from '../storable-text.ts';
import type { LedgerEntry } from './ledger-entries.ts';

/** What entries and accounts have become. */
export type BudgetChanges = {
  runId: string;
  /** In the place of what was stored of the same calls. */
  entries: readonly LedgerEntry[];
  run: BudgetAccount;
  months: ReadonlyMap<string, BudgetAccount>;
};

/** Stores what entries and locked accounts have become, in one statement. */
export async function storeChanges(tx: Transaction, changes: BudgetChanges): Promise<void> {
  const { runId, run } = changes;
  const months = [...changes.months].map(([month, account]) => ({ month, ...toColumns(account) }));
  const runs = [{ run_id: runId, ...toColumns(run) }];
  const columns = sql`
    reserved_usd = changed.reserved_usd, reserved_tokens = changed.reserved_tokens,
    spent_usd = changed.spent_usd, spent_tokens = changed.spent_tokens
  `;
  await tx.execute(sql`
    with entered as (
      insert into ${budgetLedger} (run_id, call_key, month, model, state, reserved_usd, reserved_tokens,
        settled_usd, settled_tokens, settled_at)
      select run_id, call_key, month, model, state, reserved_usd, reserved_tokens, settled_usd, settled_tokens,
        case when state = 'reserved' then null else clock_timestamp() end
      from json_populate_recordset(null::${budgetLedger}, ${storableJson(changes.entries.map(toRow(runId)))}::json)
      on conflict (run_id, call_key) do update set
        month = excluded.month, model = excluded.model, state = excluded.state,
        reserved_usd = excluded.reserved_usd, reserved_tokens = excluded.reserved_tokens,
        settled_usd = excluded.settled_usd, settled_tokens = excluded.settled_tokens,
        settled_at = excluded.settled_at
      where ${mine(budgetLedger)}
    ), run_moved as (
      update ${budgetRuns} set ${columns}
      from json_populate_recordset(null::${budgetRuns}, ${JSON.stringify(runs)}::json) as changed
      where ${mine(budgetRuns)} and ${budgetRuns.runId} = changed.run_id
    )
    update ${budgetMonths} set ${columns}
    from json_populate_recordset(null::${budgetMonths}, ${JSON.stringify(months)}::json) as changed
    where ${mine(budgetMonths)} and ${budgetMonths.month} = changed.month
  `);
}

const toRow = (runId: string) => (entry: LedgerEntry) => ({
  run_id: runId,
  call_key: entry.callKey,
  month: entry.month,
  model: entry.model,
  state: entry.state,
  reserved_usd: entry.reservedUsd,
  reserved_tokens: entry.reservedTokens,
  settled_usd: entry.settledUsd,
  settled_tokens: entry.settledTokens,
});

function toColumns({ reserved, spent }: BudgetAccount) {
  return {
    reserved_usd: reserved.usd,
    reserved_tokens: reserved.tokens,
    spent_usd: spent.usd,
    spent_tokens: spent.tokens,
  };
}
