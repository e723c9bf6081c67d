import { lockRun } from '@understudy/db/runs/lock-run';
import { advanceImport } from '@understudy/db/training-imports/import-progress';
import type { FaultyRecord } from '@understudy/db/training-imports/insert-import-faults';
import { takeBackImport } from '@understudy/db/training-imports/take-back-import';
import type { ImportUnderWay } from './begin-importing.ts';
import type { ImportDependencies, ImportReference } from './import-reference.ts';
import { storedFaults, storeFaults } from './store-faults.ts';
import { openText } from './open-import-file.ts';
import { readRecords } from './read-records.ts';

/** Faulty records that are stored together. */
const batchRecords = 1_000;

/**
 * Reads a file to its end and stores nothing of it but its faults, for an import of all or nothing.
 *
 * @returns `stopped` where the run was paused meanwhile; it begins anew then
 * @throws UnderstudyError what reading the file throws; `database_unavailable`; the signal's reason when aborted
 */
export async function verifyRecords(
  { database, storage }: ImportDependencies,
  { runId, userId }: ImportReference,
  { row, file, mapping }: ImportUnderWay,
  signal: AbortSignal,
): Promise<'faultless' | 'faulty' | 'stopped'> {
  await database.asUser(userId, (tx) => takeBackImport(tx, runId));
  const counts = { records: 0, imported: 0, failed: 0, duplicates: 0, near_duplicates: 0, notices: {} };
  let stored = 0;
  let faulty: FaultyRecord[] = [];
  const flush = () =>
    database.asUser(userId, async (tx) => {
      const { status } = await lockRun(tx, runId);
      stored += await storeFaults(tx, runId, faulty, storedFaults - stored);
      faulty = [];
      return status === 'running';
    });
  const stream = await openText(storage, row, file, () => undefined);
  for await (const records of readRecords(stream, file, mapping)) {
    signal.throwIfAborted();
    for (const record of records) {
      counts.records = record.record;
      if (record.ok) continue;
      counts.failed += 1;
      faulty.push(record);
    }
    if (faulty.length >= batchRecords && !(await flush())) return 'stopped';
  }
  if (!(await flush())) return 'stopped';
  if (counts.failed === 0) return 'faultless';
  await database.asUser(userId, (tx) => advanceImport(tx, runId, 0, counts));
  return 'faulty';
}
