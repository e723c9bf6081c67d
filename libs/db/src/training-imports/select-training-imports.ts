import {
  aliasedTable,
  and,
  desc,
  eq,
  getTableColumns,
  inArray,
  isNull,
  lt,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { trainingImports } from '../schema/training-imports.ts';
import type { SameFile } from './import-mapping.ts';
import type { TrainingImportRow } from './load-training-import.ts';

const earlier = aliasedTable(trainingImports, 'earlier');

/** An import, and the last one of the same file into the same scope that came before it and stored something. */
export type SelectedImport = { row: TrainingImportRow; sameFile: SameFile };

/** The imports that a condition fits, newest first, at most `limit`. */
export async function selectTrainingImports(
  tx: Transaction,
  condition: SQL | undefined,
  limit: number,
): Promise<SelectedImport[]> {
  const sameFile = tx
    .select({ id: earlier.id, createdAt: earlier.createdAt })
    .from(earlier)
    .where(
      and(
        mine(earlier),
        eq(earlier.contentDigest, trainingImports.contentDigest),
        or(
          eq(earlier.avatarId, trainingImports.avatarId),
          and(isNull(earlier.avatarId), isNull(trainingImports.avatarId)),
        ),
        inArray(earlier.status, ['completed', 'completed_with_errors']),
        lt(earlier.id, trainingImports.id),
      ),
    )
    .orderBy(desc(earlier.id))
    .limit(1)
    .as('same_file');
  return await tx
    .select({
      row: getTableColumns(trainingImports),
      sameFile: { id: sameFile.id, createdAt: sameFile.createdAt },
    })
    .from(trainingImports)
    .leftJoinLateral(sameFile, sql`true`)
    .where(and(mine(trainingImports), condition))
    .orderBy(desc(trainingImports.id))
    .limit(limit);
}
