import { isRetryable } from '@understudy/domain/runs/run';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { runs } from '../schema/runs.ts';
import { lockRun } from './lock-run.ts';
import { writeRunEvent } from './write-run-event.ts';

/**
 * Opens an ended run again: one attempt more, queued, without its error. The caller starts the workflow.
 *
 * @returns the number of the new attempt
 * @throws UnderstudyError `not_found`; `conflict` where the run has not ended, or has nothing to repeat
 */
export async function retryRun(tx: Transaction, runId: string): Promise<{ attempt: number }> {
  const run = await lockRun(tx, runId);
  if (!isRetryable(run.status)) {
    throw new UnderstudyError('conflict', `A run that is ${run.status} cannot be retried.`);
  }
  const attempt = run.attempt + 1;
  await tx
    .update(runs)
    .set({ attempt, workflowStartedAt: null })
    .where(and(mine(runs), eq(runs.id, runId)));
  await writeRunEvent(tx, run, {
    type: 'run_retried',
    level: 'info',
    phase: run.phase,
    message: `Retried: attempt ${attempt}.`,
    data: { attempt },
    update: { status: 'queued', error: null },
  });
  return { attempt };
}
