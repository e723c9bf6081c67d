import { problemCodeSchema } from '@understudy/domain/errors/problem-code-schema';
import {
  detectedFormatSchema,
  importCountsSchema,
  type ImportCounts,
  type TrainingImportSummary,
} from '@understudy/domain/training-center/contracts/import-examples';
import { z } from 'zod';
import type { TrainingImportRow } from './load-training-import.ts';

const problemSchema = z.object({ code: problemCodeSchema, detail: z.string() }).nullable();
const noticesSchema = importCountsSchema.shape.notices;

/** An earlier import of the same file. */
export type SameFile = { id: string; createdAt: Date } | null;

/** What an import has counted. */
export function countsOf(row: TrainingImportRow): ImportCounts {
  const { records, imported, failed, duplicateCount, nearDuplicateCount, notices } = row;
  return {
    records,
    imported,
    failed,
    duplicates: duplicateCount,
    near_duplicates: nearDuplicateCount,
    notices: noticesSchema.parse(notices),
  };
}

/** An import as lists show it. */
export function toImportSummary(row: TrainingImportRow, sameFile: SameFile): TrainingImportSummary {
  const { id, status, imported } = row;
  return {
    success: imported > 0 || (status !== 'failed' && status !== 'cancelled'),
    import_id: id,
    run_id: id,
    status,
    file_name: row.fileName,
    bytes: row.sizeBytes,
    avatar_id: row.avatarId,
    format: detectedFormatSchema.nullable().parse(row.format),
    counts: countsOf(row),
    imported,
    faults_url: row.failed > 0 ? `/api/training/imports/${id}/faults` : null,
    same_file_as:
      sameFile === null ? null : { import_id: sameFile.id, imported_at: sameFile.createdAt.toISOString() },
    problem: problemSchema.parse(row.problem),
    created_at: row.createdAt.toISOString(),
  };
}
