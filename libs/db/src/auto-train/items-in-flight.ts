import { sql, type SQL } from 'drizzle-orm';
import { mine } from '../ownership.ts';
import { autoTrainBatches } from '../schema/auto-train.ts';
import { budgetLedger, budgetRuns } from '../schema/budget.ts';

/**
 * Items that money is set aside for, which are those being worked on: the first number in the key of an item's call is its
 * index, and calls for embeddings belong to no item. For a query that has the batch and the account of its run; the
 * ledger, a row for each call, is read only where something is set aside at all.
 */
export function itemsInFlight(): SQL.Aliased<number> {
  return sql<number>`case when ${budgetRuns.reservedTokens} = 0 then 0 else (
    select count(distinct substring(${budgetLedger.callKey} from '[0-9]+'))::int
    from ${budgetLedger}
    where ${mine(budgetLedger)} and ${budgetLedger.runId} = ${autoTrainBatches.runId}
      and ${budgetLedger.state} = 'reserved' and ${budgetLedger.callKey} like 'item-%'
  ) end`.as('items_in_flight');
}
