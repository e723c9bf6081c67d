import type { ImportFault } from '@understudy/domain/training-center/import/import-fault';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { trainingImportFaults as faults } from '../schema/training-imports.ts';

/** A fault with its place in the order of the file. */
export type ListedFault = { place: FaultPlace; fault: ImportFault };

/** The place of a fault: the record, and its order among that record's faults. */
export type FaultPlace = { record: number; position: number };

/** Faults of an import in the order of the file, from the one behind a place on. */
export async function listImportFaults(
  tx: Transaction,
  importId: string,
  { after, limit }: { after?: FaultPlace | undefined; limit: number },
): Promise<ListedFault[]> {
  const isBehind =
    after === undefined
      ? undefined
      : sql`(${faults.record}, ${faults.position}) > (${after.record}, ${after.position})`;
  const rows = await tx
    .select()
    .from(faults)
    .where(and(mine(faults), eq(faults.importId, importId), isBehind))
    .orderBy(asc(faults.record), asc(faults.position))
    .limit(limit);
  return rows.map(({ record, position, line, column, field, code, reason, advice }) => ({
    place: { record, position },
    fault: { line, column, field, code, reason, advice },
  }));
}

/** Faults of an import that are stored. */
export async function countImportFaults(tx: Transaction, importId: string): Promise<number> {
  return await tx.$count(faults, and(mine(faults), eq(faults.importId, importId)));
}
