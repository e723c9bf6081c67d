import type { Transaction } from '../database.ts';
import { openRunAccount } from './open-run-account.ts';

/**
 * Opens the account of a run without caps of its own, unless it has one: for runs that only the caps of the month bound,
 * those included that were queued before such runs had accounts.
 */
export async function ensureRunAccount(tx: Transaction, runId: string): Promise<void> {
  await openRunAccount(tx, runId, { maxCostUsd: null, maxTokens: null }).onConflictDoNothing();
}
