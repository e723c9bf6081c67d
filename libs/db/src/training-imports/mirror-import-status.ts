import { isEnded, type RunStatus } from '@understudy/domain/runs/run';
import type { ImportStatus } from '@understudy/domain/training-center/contracts/import-examples';
import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import type { WrittenRunEvent } from '../runs/write-run-event.ts';
import { trainingImports } from '../schema/training-imports.ts';
import { loadTrainingImport } from './load-training-import.ts';
import { takeBackImport } from './take-back-import.ts';

const ends: Partial<Record<RunStatus, ImportStatus>> = {
  completed: 'completed',
  completed_with_errors: 'completed_with_errors',
  failed: 'failed',
  cancelled: 'cancelled',
  // Retried.
  queued: 'receiving',
};

/** Gives an import the end of its run, and why it failed; where the run is retried, takes both away again. */
export async function mirrorImportStatus(
  tx: Transaction,
  { run, status, update }: WrittenRunEvent,
): Promise<void> {
  const mirrored = ends[status];
  if (mirrored === undefined) return;
  if (mirrored === 'failed' || mirrored === 'cancelled') await takeBackUnfinished(tx, run.id);
  const error = update?.error ?? null;
  await tx
    .update(trainingImports)
    .set({
      status: mirrored,
      problem: error === null ? null : { code: error.code, detail: error.message },
      finishedAt: isEnded(status) ? sql`clock_timestamp()` : null,
    })
    .where(and(mine(trainingImports), eq(trainingImports.id, run.id)));
}

/** All or nothing: what was stored before the end came goes with it. */
async function takeBackUnfinished(tx: Transaction, importId: string): Promise<void> {
  const { mode, imported } = await loadTrainingImport(tx, importId);
  if (mode === 'all_or_nothing' && imported > 0) await takeBackImport(tx, importId);
}
