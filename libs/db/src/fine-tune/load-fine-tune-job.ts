import { hyperparametersSchema } from '@understudy/domain/fine-tune/contracts/hyperparameters';
import { fineTuneSelectionSchema } from '@understudy/domain/fine-tune/contracts/selection';
import { createFineTuneJobSchema } from '@understudy/domain/fine-tune/contracts/create-job';
import {
  fineTuneMethodSchema,
  fineTuneProviderSchema,
} from '@understudy/domain/fine-tune/fine-tune-provider';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { avatarFineTuneFiles, avatarFineTuneJobs } from '../schema/fine-tune.ts';

/** A fine-tune job as its activities work with it. */
export type LoadedFineTuneJob = Awaited<ReturnType<typeof loadFineTuneJob>>;

/** A file of a job, as it is stored. */
export type FineTuneFileRow = typeof avatarFineTuneFiles.$inferSelect;

/**
 * Reads a job with its choices parsed.
 *
 * @throws UnderstudyError `not_found`
 */
export async function loadFineTuneJob(tx: Transaction, jobId: string) {
  const rows = await tx
    .select()
    .from(avatarFineTuneJobs)
    .where(and(mine(avatarFineTuneJobs), eq(avatarFineTuneJobs.id, jobId)));
  return parseJob(firstOrNotFound(rows, 'fine-tune job', jobId));
}

/**
 * Reads a job and keeps everybody else from changing it until the end of the transaction.
 *
 * @throws UnderstudyError `not_found`
 */
export async function lockFineTuneJob(tx: Transaction, jobId: string): Promise<LoadedFineTuneJob> {
  const rows = await tx
    .select()
    .from(avatarFineTuneJobs)
    .where(and(mine(avatarFineTuneJobs), eq(avatarFineTuneJobs.id, jobId)))
    .for('no key update');
  return parseJob(firstOrNotFound(rows, 'fine-tune job', jobId));
}

function parseJob(row: typeof avatarFineTuneJobs.$inferSelect) {
  return {
    ...row,
    provider: fineTuneProviderSchema.parse(row.provider),
    method: fineTuneMethodSchema.parse(row.method),
    systemPrompt: createFineTuneJobSchema.shape.system_prompt.parse(row.systemPrompt),
    hyperparameters: hyperparametersSchema.parse(row.hyperparameters),
    selection: fineTuneSelectionSchema.parse(row.selection),
  };
}

/** The files of a job, oldest first. */
export async function listFineTuneFiles(tx: Transaction, jobId: string): Promise<FineTuneFileRow[]> {
  return await tx
    .select()
    .from(avatarFineTuneFiles)
    .where(and(mine(avatarFineTuneFiles), eq(avatarFineTuneFiles.jobId, jobId)))
    .orderBy(avatarFineTuneFiles.id);
}
