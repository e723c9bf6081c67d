import { listFineTuneFiles, loadFineTuneJob } from '@understudy/db/fine-tune/load-fine-tune-job';
import { recordProviderFileDeleted } from '@understudy/db/fine-tune/record-preparation';
import type { FineTuneDependencies, FineTuneReference } from './fine-tune-reference.ts';
import { withLocalCopy } from './local-copy.ts';

/**
 * Deletes the provider's copies of a job's files: a job that has ended needs them no more. A copy whose upload was not
 * written down is found by its name and deleted as well. Ours stay in object storage.
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
  const adapter = fineTuning.adapterFor(job.provider);
  for (const { id, fileName, storageKey, sizeBytes, providerFileId, deletedAt } of files) {
    if (deletedAt !== null) continue;
    const copy =
      providerFileId ??
      (await withLocalCopy(storage, storageKey, (path) =>
        adapter.findFile({ fileName, path, sizeBytes, storageKey }, signal),
      ));
    if (copy === null) continue;
    await adapter.deleteFile(copy, signal);
    await database.asUser(userId, (tx) => recordProviderFileDeleted(tx, id));
  }
}
