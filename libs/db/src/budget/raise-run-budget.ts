import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { autoTrainBatches } from '../schema/auto-train.ts';
import { budgetRuns } from '../schema/budget.ts';
import { lockRunAccount } from './accounts.ts';
import type { RunCaps } from './open-run-account.ts';

/**
 * Raises the caps of a batch's run, or takes them away (null); one that is left out stays. The caller resumes the run.
 *
 * @returns the caps that hold now
 * @throws UnderstudyError `not_found`; `conflict` for a cap below the one that holds
 */
export async function raiseRunBudget(
  tx: Transaction,
  batchId: string,
  raised: { maxCostUsd?: number | null; maxTokens?: number | null },
): Promise<RunCaps> {
  const { id, runId } = autoTrainBatches;
  const batches = await tx
    .select({ runId })
    .from(autoTrainBatches)
    .where(and(mine(autoTrainBatches), eq(id, batchId)));
  return await raiseRunCaps(tx, firstOrNotFound(batches, 'auto-train batch', batchId).runId, raised);
}

/**
 * Raises the caps of a run, or takes them away (null); one that is left out stays. The caller resumes the run.
 *
 * @returns the caps that hold now
 * @throws UnderstudyError `not_found` for a run that has no account; `conflict` for a cap below the one that holds
 */
export async function raiseRunCaps(
  tx: Transaction,
  runId: string,
  raised: { maxCostUsd?: number | null; maxTokens?: number | null },
): Promise<RunCaps> {
  const { capUsd, capTokens } = await lockRunAccount(tx, runId);
  const caps: RunCaps = {
    maxCostUsd: raise(capUsd, raised.maxCostUsd, 'max_cost_usd'),
    maxTokens: raise(capTokens, raised.maxTokens, 'max_tokens'),
  };
  await tx
    .update(budgetRuns)
    .set(caps)
    .where(and(mine(budgetRuns), eq(budgetRuns.runId, runId)));
  return caps;
}

function raise(present: number | null, wanted: number | null | undefined, name: string): number | null {
  if (wanted === undefined || wanted === present) return present;
  if (wanted !== null && (present === null || wanted < present)) {
    throw new UnderstudyError(
      'conflict',
      `The cap ${name} is ${present ?? 'not set'}: it can be raised, not lowered to ${wanted}.`,
    );
  }
  return wanted;
}
