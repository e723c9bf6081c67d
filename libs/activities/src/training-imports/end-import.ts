import type { Transaction } from '@understudy/db/database';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import type { RunEventDraft } from '@understudy/db/runs/write-run-event';
import { countsOf } from '@understudy/db/training-imports/import-mapping';
import {
  loadTrainingImport,
  type TrainingImportRow,
} from '@understudy/db/training-imports/load-training-import';
import type { RunError } from '@understudy/domain/runs/run';
import type { RunOutcome } from '@understudy/domain/runs/run-outcome';
import type { ImportExamplesResult } from '@understudy/domain/training-center/contracts/training-import-contract';
import { startExamination } from '../training-quality/start-examination.ts';
import { failureOfRun } from '../runs/failure-of-run.ts';
import type { ImportDependencies, ImportReference } from './import-reference.ts';
import { records, resultMessage } from './import-messages.ts';

/** How an import ends, as its workflow found. */
export type ImportOutcome = RunOutcome & {
  /** Whether nobody confirmed it in time. */
  expired?: boolean;
};

type End = Pick<RunEventDraft, 'type' | 'level' | 'message' | 'phase'> & {
  update: { status: ImportExamplesResult['status']; percent?: number; error?: RunError };
};

/**
 * Writes the end of an import, in the words of what really happened; deletes the file of one that is complete. A second
 * execution writes nothing, and deletes what the first could not.
 */
export async function endImport(
  { database, storage, starter }: ImportDependencies,
  reference: ImportReference & ImportOutcome,
): Promise<ImportExamplesResult> {
  const { userId, runId, attempt } = reference;
  const { end, row } = await database.asUser(userId, async (tx) => {
    const before = await loadTrainingImport(tx, runId);
    const found = await describeEnd(tx, reference, before);
    const { imported, failed, duplicates } = countsOf(before);
    const event = {
      runId,
      ...found,
      data: { imported, failed, duplicates },
      key: `${String(attempt)}:ended`,
    };
    await appendRunEvent(tx, event);
    return { end: found, row: await loadTrainingImport(tx, runId) };
  });
  if (end.update.status === 'completed') await storage.delete(row.storageKey);
  const { imported, failed, duplicates } = countsOf(row);
  if (imported > 0) {
    const { avatarId } = row;
    // What has come in is examined; that this could not be begun is no failure of the import.
    await startExamination({ database, starter }, { userId, avatarId }).catch(() => undefined);
  }
  return { status: end.update.status, imported, failed, duplicates };
}

async function describeEnd(
  tx: Transaction,
  end: ImportReference & ImportOutcome,
  row: TrainingImportRow,
): Promise<End> {
  if (end.outcome === 'completed') return describeResult(row);
  const kept = row.mode === 'all_or_nothing' ? 'Nothing was stored.' : `${stored(row)} stored before.`;
  if (end.outcome === 'cancelled') {
    const why = end.expired === true ? 'Nobody confirmed the preview within 7 days.' : 'Cancelled.';
    const message = `${why} ${kept}`;
    return { type: 'run_cancelled', level: 'warning', message, update: { status: 'cancelled' } };
  }
  const error = await failureOfRun(tx, end, `${kept} Retry; no record is stored twice.`);
  return failed(error);
}

/** What came of a file that was read to its end. */
function describeResult(row: TrainingImportRow): End {
  const counts = countsOf(row);
  const result = resultMessage(counts);
  if (counts.records === 0)
    return failed({ code: 'file_empty', message: 'The file holds no records.', phase: null });
  if (counts.failed === counts.records) {
    const message = `None of the ${records(counts.records)} could be read. The list of faults says why.`;
    return failed({ code: 'file_unreadable', message, phase: null });
  }
  if (counts.failed > 0 && row.mode === 'all_or_nothing') {
    const message = `${counts.failed.toLocaleString('en')} of ${records(counts.records)} are wrong, so nothing was stored.`;
    return failed({ code: 'validation_failed', message, phase: null });
  }
  const status = counts.failed > 0 ? 'completed_with_errors' : 'completed';
  const level = counts.failed > 0 ? 'warning' : 'info';
  const update = { status, percent: 100 } as const;
  return { type: 'run_completed', level, phase: 'finishing', message: result, update };
}

function failed(error: RunError): End {
  return {
    type: 'run_failed',
    level: 'error',
    message: error.message,
    update: { status: 'failed', error },
  };
}

function stored({ imported }: TrainingImportRow): string {
  return imported === 1 ? '1 example was' : `${imported.toLocaleString('en')} examples were`;
}
