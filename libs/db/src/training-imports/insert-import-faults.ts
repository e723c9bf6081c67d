import type { ImportFault } from '@understudy/domain/training-center/import/import-fault';
import { insertRows } from '../bulk/insert-rows.ts';
import type { Transaction } from '../database.ts';
import { trainingImportFaults } from '../schema/training-imports.ts';

/** A record that was not taken, and why. */
export type FaultyRecord = { record: number; faults: readonly ImportFault[] };

/** Stores the faults of records in the order in which they were found. */
export async function insertImportFaults(
  tx: Transaction,
  importId: string,
  records: readonly FaultyRecord[],
): Promise<void> {
  await insertRows(
    tx,
    trainingImportFaults,
    records.flatMap(({ record, faults }) =>
      faults.map((fault, position) => ({ importId, record, position, ...fault })),
    ),
  );
}
