import type { Transaction } from '../database.ts';
import { budgetRuns } from '../schema/budget.ts';

/** Hard caps of a run: US dollars, and tokens of prompts and answers together; null for none. */
export type RunCaps = { maxCostUsd: number | null; maxTokens: number | null };

/**
 * Opens the account of a run that was just queued, so that calls can be reserved on it: when it is awaited, or as a part of
 * another statement.
 */
export function openRunAccount(tx: Transaction, runId: string, caps: RunCaps) {
  return tx.insert(budgetRuns).values({ runId, ...caps });
}
