import { getRunStatus } from '@understudy/db/runs/get-run-status';
import { countImportFaults } from '@understudy/db/training-imports/list-import-faults';
import { countsOf } from '@understudy/db/training-imports/import-mapping';
import {
  loadTrainingImport,
  type TrainingImportRow,
} from '@understudy/db/training-imports/load-training-import';
import { recordImportStatus } from '@understudy/db/training-imports/record-import-format';
import { isEnded } from '@understudy/domain/runs/run';
import {
  detectedFormatSchema,
  type ImportCounts,
} from '@understudy/domain/training-center/contracts/import-examples';
import type { FieldMapping } from '@understudy/domain/training-center/import/field-mapping';
import { mappingOf } from './check-import.ts';
import type { ImportDependencies, ImportReference } from './import-reference.ts';
import type { TextEncoding } from './inspect-import-file.ts';
import { detectStoredFile, type DetectedFile } from './open-import-file.ts';
import { recordImport } from './record-import.ts';

/** An import that is under way, as its activity finds it. */
export type ImportUnderWay = {
  row: TrainingImportRow;
  file: DetectedFile;
  mapping: FieldMapping | null;
  /** Of what is committed. */
  counts: ImportCounts;
  storedFaults: number;
};

/** Finds out how far an import is, and says that it goes on; null where its run has been ended. */
export async function beginImporting(
  { database, storage }: ImportDependencies,
  reference: ImportReference,
): Promise<ImportUnderWay | null> {
  const { userId, runId } = reference;
  const begun = await database.asUser(userId, async (tx) => {
    if (isEnded(await getRunStatus(tx, runId))) return null;
    const row = await loadTrainingImport(tx, runId);
    await recordImportStatus(tx, runId, 'importing');
    const { records } = row;
    await recordImport(
      tx,
      reference,
      'phase_started',
      { phase: 'importing', completed: records, total: records },
      {
        message: records === 0 ? 'Importing.' : `Going on behind record ${records.toLocaleString('en')}.`,
        key: 'started',
      },
    );
    return { row, storedFaults: await countImportFaults(tx, runId) };
  });
  if (begun === null) return null;
  const { row } = begun;
  return {
    ...begun,
    file: await detectStoredFile(storage, row, { encoding: encodingOf(row) }),
    mapping: mappingOf(row),
    counts: countsOf(row),
  };
}

/** The encoding that the check found: the whole file is not looked through again. */
function encodingOf({ format }: TrainingImportRow): TextEncoding | undefined {
  return detectedFormatSchema.pick({ encoding: true }).nullable().parse(format)?.encoding;
}
