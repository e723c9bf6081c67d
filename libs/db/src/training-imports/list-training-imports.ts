import type { TrainingImportPage } from '@understudy/domain/training-center/contracts/import-examples';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { olderThanCursor, type PageRequest } from '../paging/keyset-page.ts';
import { trainingImports } from '../schema/training-imports.ts';
import { toImportSummary } from './import-mapping.ts';
import { selectTrainingImports } from './select-training-imports.ts';

/** A page of the user's imports, newest first: all, or those for an avatar. */
export async function listTrainingImports(
  tx: Transaction,
  avatarId: string | null,
  page: PageRequest,
): Promise<TrainingImportPage> {
  const found = await selectTrainingImports(
    tx,
    and(
      avatarId === null ? undefined : eq(trainingImports.avatarId, avatarId),
      olderThanCursor(trainingImports.id, page),
    ),
    page.limit + 1,
  );
  const items = found.slice(0, page.limit).map(({ row, sameFile }) => toImportSummary(row, sameFile));
  return { items, next_cursor: found.length > page.limit ? (items.at(-1)?.import_id ?? null) : null };
}
