import type { Transaction } from '@understudy/db/database';
import { insertImportFaults, type FaultyRecord } from '@understudy/db/training-imports/insert-import-faults';

/** Faults of one import that are stored; all are counted. */
export const storedFaults = 100_000;

/** Stores faults as far as there is room for them; returns how many. */
export async function storeFaults(
  tx: Transaction,
  importId: string,
  faulty: readonly FaultyRecord[],
  room: number,
): Promise<number> {
  const kept: FaultyRecord[] = [];
  let count = 0;
  for (const { record, faults } of faulty) {
    if (count >= room) break;
    kept.push({ record, faults: faults.slice(0, room - count) });
    count += Math.min(faults.length, room - count);
  }
  await insertImportFaults(tx, importId, kept);
  return count;
}
