import type { FineTuneEstimate } from '@understudy/domain/fine-tune/contracts/estimate';
import type { FineTuneDataReport } from '@understudy/domain/fine-tune/contracts/job';
import { and, eq, sql } from 'drizzle-orm';
import { insertRows } from '../bulk/insert-rows.ts';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarFineTuneFiles, avatarFineTuneJobExamples, avatarFineTuneJobs } from '../schema/fine-tune.ts';

/** A file of a job that is in object storage. */
export type PreparedFile = Pick<
  typeof avatarFineTuneFiles.$inferInsert,
  'purpose' | 'fileName' | 'storageKey' | 'sizeBytes' | 'contentDigest' | 'rowCount'
>;

/** What the data of a job has become. */
export type FineTunePreparation = {
  report: FineTuneDataReport;
  estimate: FineTuneEstimate;
  files: readonly PreparedFile[];
  /** IDs of the examples on each side of the division. */
  training: readonly string[];
  validation: readonly string[];
};

/** Writes what was prepared, in place of an earlier preparation that was not brought to its end. */
export async function recordPreparation(
  tx: Transaction,
  jobId: string,
  { report, estimate, files, training, validation }: FineTunePreparation,
): Promise<void> {
  const ofJob = and(mine(avatarFineTuneJobExamples), eq(avatarFineTuneJobExamples.jobId, jobId));
  await tx.delete(avatarFineTuneJobExamples).where(ofJob);
  await insertRows(tx, avatarFineTuneJobExamples, [
    ...training.map((exampleId) => ({ jobId, exampleId, split: 'train' as const })),
    ...validation.map((exampleId) => ({ jobId, exampleId, split: 'validation' as const })),
  ]);
  await recordFineTuneFiles(tx, jobId, files);
  await tx
    .update(avatarFineTuneJobs)
    .set({
      status: 'uploading',
      preparation: report,
      estimate,
      estimatedCost: estimate.total_estimate,
      estimatedTokens: estimate.billed_tokens,
      trainingExamplesCount: training.length,
      validationExamplesCount: validation.length,
    })
    .where(and(mine(avatarFineTuneJobs), eq(avatarFineTuneJobs.id, jobId)));
}

/** Writes files of a job; one of the same purpose and name is replaced. */
export async function recordFineTuneFiles(
  tx: Transaction,
  jobId: string,
  files: readonly PreparedFile[],
): Promise<void> {
  for (const file of files) {
    const { storageKey, sizeBytes, contentDigest, rowCount } = file;
    await tx
      .insert(avatarFineTuneFiles)
      .values({ jobId, ...file })
      .onConflictDoUpdate({
        target: [avatarFineTuneFiles.jobId, avatarFineTuneFiles.purpose, avatarFineTuneFiles.fileName],
        set: { storageKey, sizeBytes, contentDigest, rowCount },
        setWhere: mine(avatarFineTuneFiles),
      });
  }
}

/**
 * Writes that a file may be at the provider from now on.
 *
 * @returns whether it may have been there before, of an upload whose end nobody knows
 */
export async function markUploadBegun(tx: Transaction, fileId: string): Promise<boolean> {
  const [file] = await tx
    .update(avatarFineTuneFiles)
    .set({ uploadsBegun: sql`${avatarFineTuneFiles.uploadsBegun} + 1` })
    .where(and(mine(avatarFineTuneFiles), eq(avatarFineTuneFiles.id, fileId)))
    .returning({ begun: avatarFineTuneFiles.uploadsBegun });
  return file !== undefined && file.begun > 1;
}

/** Writes under which name the provider has a file. */
export async function recordProviderFile(
  tx: Transaction,
  fileId: string,
  providerFileId: string,
): Promise<void> {
  await tx
    .update(avatarFineTuneFiles)
    .set({ providerFileId, uploadedAt: sql`clock_timestamp()`, deletedAt: null })
    .where(and(mine(avatarFineTuneFiles), eq(avatarFineTuneFiles.id, fileId)));
}

/** Writes that the provider has no copy of a file any more. */
export async function recordProviderFileDeleted(tx: Transaction, fileId: string): Promise<void> {
  await tx
    .update(avatarFineTuneFiles)
    .set({ deletedAt: sql`clock_timestamp()`, uploadsBegun: 0 })
    .where(and(mine(avatarFineTuneFiles), eq(avatarFineTuneFiles.id, fileId)));
}
