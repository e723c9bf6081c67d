import type { Transaction } from '@understudy/db/database';
import { lockRun } from '@understudy/db/runs/lock-run';
import { advanceImport, commitWithoutFlush } from '@understudy/db/training-imports/import-progress';
import { insertImportedExamples } from '@understudy/db/training-imports/insert-imported-examples';
import type { ImportCounts } from '@understudy/domain/training-center/contracts/import-examples';
import { beginImporting, type ImportUnderWay } from './begin-importing.ts';
import type { ImportDependencies, ImportReference } from './import-reference.ts';
import { progressMessage } from './import-messages.ts';
import { KnownExamples } from './known-examples.ts';
import { openText } from './open-import-file.ts';
import { readRecords } from './read-records.ts';
import { recordImport } from './record-import.ts';
import { RecordSorter, type PreparedRecords } from './record-sorter.ts';
import { storedFaults, storeFaults } from './store-faults.ts';
import { verifyRecords } from './verify-records.ts';

/** Records that are committed together, and bytes of the file for which they are fewer. */
const batchRecords = 1_000;
const batchBytes = 2 * 1024 * 1024;

/** Milliseconds between two events of progress. */
const betweenEventsMs = 1_000;

/** How far an import is when its activity comes back. */
export type ImportedSoFar = {
  records: number;
  /** Whether it came back early, since the run is paused or somebody else is at work on it. */
  left: boolean;
};

/**
 * Reads the file and stores its records, batch by batch, each with how far the import is in one transaction; the next batch
 * is read while one is stored. A second execution goes on behind the last batch that was committed. An import of all or
 * nothing is read once before, and nothing of it is stored when a record is wrong.
 *
 * @throws UnderstudyError what reading the file throws; `database_unavailable`; the signal's reason when aborted
 */
export async function importRecords(
  dependencies: ImportDependencies,
  reference: ImportReference,
  signal: AbortSignal,
): Promise<ImportedSoFar> {
  const underWay = await beginImporting(dependencies, reference);
  if (underWay === null) return { records: 0, left: false };
  const { row, counts } = underWay;
  if (row.mode === 'all_or_nothing' && counts.imported === 0) {
    const verified = await verifyRecords(dependencies, reference, underWay, signal);
    if (verified !== 'faultless') return { records: 0, left: verified === 'stopped' };
  }
  const { database } = dependencies;
  const known = await KnownExamples.load(database, reference.userId, { avatarId: row.avatarId }, signal);
  const sorter = new RecordSorter(known, row, counts);
  const left = await storeAll(dependencies, reference, underWay, sorter, signal);
  return { records: sorter.counts.records, left };
}

async function storeAll(
  dependencies: ImportDependencies,
  reference: ImportReference,
  underWay: ImportUnderWay,
  sorter: RecordSorter,
  signal: AbortSignal,
): Promise<boolean> {
  const { row, file, mapping } = underWay;
  let bytes = 0;
  let bytesOfBatch = 0;
  let committed = underWay.counts;
  const store = batchWriter(dependencies, reference, underWay);
  let storing: Promise<boolean> = Promise.resolve(true);
  // Whatever is under way when reading fails is waited for, so that nothing is written behind the end.
  try {
    const stream = await openText(dependencies.storage, row, file, (read) => (bytes = read));
    for await (const records of readRecords(stream, file, mapping)) {
      signal.throwIfAborted();
      for (const record of records) sorter.add(record);
      const { counts } = sorter;
      const isFull = counts.records - committed.records >= batchRecords || bytes - bytesOfBatch >= batchBytes;
      if (!isFull || counts.records === committed.records) continue;
      if (!(await storing)) return true;
      storing = store(sorter.take(), committed.records, counts, bytes);
      storing.catch(() => undefined);
      committed = counts;
      bytesOfBatch = bytes;
    }
    if (!(await storing)) return true;
    storing = store(sorter.take(), committed.records, sorter.counts, bytes);
    return !(await storing);
  } finally {
    await storing.catch(() => undefined);
  }
}

type WriteBatch = (
  batch: PreparedRecords,
  from: number,
  counts: ImportCounts,
  bytes: number,
) => Promise<boolean>;

/** Commits batches; answers false where the import is not to go on here. */
function batchWriter(
  { database }: ImportDependencies,
  reference: ImportReference,
  { row, storedFaults: before }: ImportUnderWay,
): WriteBatch {
  const { runId, userId } = reference;
  let faults = before;
  let toldAt = performance.now();
  return (batch, from, counts, bytes) =>
    database.asUser(userId, async (tx) => {
      const { status } = await lockRun(tx, runId);
      // A run that was ended or given to another execution takes nothing more.
      if (status !== 'running' && status !== 'paused') return false;
      if (!(await advanceImport(tx, runId, from, counts))) return false;
      await commitWithoutFlush(tx);
      await insertImportedExamples(tx, { importId: runId, avatarId: row.avatarId }, batch.examples);
      faults += await storeFaults(tx, runId, batch.faulty, storedFaults - faults);
      if (performance.now() - toldAt >= betweenEventsMs) {
        toldAt = performance.now();
        await tellProgress(tx, reference, counts, { bytes, of: row.sizeBytes });
      }
      return status === 'running';
    });
}

async function tellProgress(
  tx: Transaction,
  reference: ImportReference,
  counts: ImportCounts,
  { bytes, of }: { bytes: number; of: number },
): Promise<void> {
  const { records, imported, failed, duplicates } = counts;
  const expected = Math.max(records, Math.round((records * of) / Math.max(1, bytes)));
  await recordImport(
    tx,
    reference,
    'item_completed',
    { phase: 'importing', completed: records, total: expected },
    {
      message: progressMessage(counts, expected),
      data: { records, imported, failed, duplicates },
      key: String(records),
    },
  );
}
