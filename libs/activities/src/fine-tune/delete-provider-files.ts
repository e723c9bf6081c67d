import { listFineTuneFiles, loadFineTuneJob } from '@understudy/db/fine-tune/load-fine-tune-job';
import { recordProviderFileDeleted } from '@understudy/db/fine-tune/record-preparation';
import { fineTuneProviderFacts } from '@understudy/domain/fine-tune/fine-tune-provider';
import type { FileForProvider, FineTuneAdapter } from './adapters/fine-tune-adapter.ts';
import type { FineTuneDependencies, FineTuneReference } from './fine-tune-reference.ts';
import { withLocalCopy } from './local-copy.ts';

/**
 * Deletes the provider's copies of a job's files: a job that has ended needs them no more. Copies whose upload was not
 * written down are found by their name and deleted as well. Ours stay in object storage. Where a copy is a repository of
 * the owner's, as at Hugging Face, it stays when a model came of it, whose card refers to it.
 */
export async function deleteProviderFiles(
  { database, storage, fineTuning }: FineTuneDependencies,
  { userId, jobId }: FineTuneReference,
  signal: AbortSignal,
): Promise<void> {
  const { job, files } = await database.asUser(userId, async (tx) => ({
    job: await loadFineTuneJob(tx, jobId),
    files: await listFineTuneFiles(tx, jobId),
  }));
  if (fineTuneProviderFacts[job.provider].keepsFiles && job.status === 'succeeded') return;
  const adapter = fineTuning.adapterFor(job.provider);
  for (const { id, fileName, storageKey, sizeBytes, providerFileId, deletedAt, uploadsBegun } of files) {
    if (deletedAt !== null) continue;
    if (providerFileId !== null) await adapter.deleteFile(providerFileId, signal);
    const mayHaveStrays = uploadsBegun > (providerFileId === null ? 0 : 1);
    const strays = mayHaveStrays
      ? await withLocalCopy(storage, storageKey, (path) =>
          deleteStrays(adapter, { fileName, path, sizeBytes, storageKey }, signal),
        )
      : 0;
    if (providerFileId !== null || strays > 0)
      await database.asUser(userId, (tx) => recordProviderFileDeleted(tx, id));
  }
}

/** Copies of one file that are looked for at most: a provider may list a deleted one for a moment longer. */
const mostStrays = 5;

/** @returns how many were deleted */
async function deleteStrays(
  adapter: FineTuneAdapter,
  file: FileForProvider,
  signal: AbortSignal,
): Promise<number> {
  for (let deleted = 0; deleted < mostStrays; deleted += 1) {
    const stray = await adapter.findFile(file, signal);
    if (stray === null) return deleted;
    await adapter.deleteFile(stray, signal);
  }
  return mostStrays;
}
