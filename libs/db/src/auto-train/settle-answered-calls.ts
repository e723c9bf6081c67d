import { costOf } from '@understudy/domain/budget/cost';
import { and, eq, ne } from 'drizzle-orm';
import { isInRange, type CallKeyRange } from '../budget/ledger-entries.ts';
import { settleMany } from '../budget/settle.ts';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { budgetLedger } from '../schema/budget.ts';
import { providerCalls } from '../schema/provider-calls.ts';

/**
 * Enters what calls of a run have cost that were answered for items that never came to their end, as when a run is
 * cancelled: the answers are kept for a retry, and are paid for whether it comes or not. A second execution is harmless.
 *
 * @param keys the calls, all of the run when left out
 * @throws UnderstudyError `not_found` for a run that has no account
 */
export async function settleAnsweredCalls(
  tx: Transaction,
  runId: string,
  keys?: CallKeyRange,
): Promise<void> {
  const { callKey, model, state } = budgetLedger;
  const { inputTokens, outputTokens } = providerCalls;
  const ofCall = and(eq(providerCalls.runId, budgetLedger.runId), eq(providerCalls.callKey, callKey));
  const answered = await tx
    .select({ callKey, model, inputTokens, outputTokens })
    .from(budgetLedger)
    .innerJoin(providerCalls, and(mine(providerCalls), ofCall))
    .where(and(mine(budgetLedger), eq(budgetLedger.runId, runId), ne(state, 'settled'), isInRange(keys)));
  if (answered.length === 0) return;
  await settleMany(
    tx,
    runId,
    answered.map((call) => ({ callKey: call.callKey, ...costOf(call.model, call) })),
  );
}
