import {
  importPreviewSchema,
  type TrainingImport,
} from '@understudy/domain/training-center/contracts/import-examples';
import { eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { avatarTrainingExamples } from '../schema/training-examples.ts';
import { trainingImports } from '../schema/training-imports.ts';
import { inScope } from '../training-examples/example-scope.ts';
import { toImportSummary } from './import-mapping.ts';
import { listImportFaults } from './list-import-faults.ts';
import { selectTrainingImports } from './select-training-imports.ts';

/** Faults that are shown with an import; the file of faults has all. */
const firstFaults = 20;

/**
 * An import as the API shows it.
 *
 * @throws UnderstudyError `not_found`
 */
export async function getTrainingImport(tx: Transaction, importId: string): Promise<TrainingImport> {
  const found = await selectTrainingImports(tx, eq(trainingImports.id, importId), 1);
  const { row, sameFile } = firstOrNotFound(found, 'import', importId);
  const faults = await listImportFaults(tx, importId, { limit: firstFaults });
  return {
    ...toImportSummary(row, sameFile),
    preview: importPreviewSchema.nullable().parse(row.preview),
    total: await tx.$count(avatarTrainingExamples, inScope({ avatarId: row.avatarId })),
    first_faults: faults.map(({ fault }) => fault),
  };
}
