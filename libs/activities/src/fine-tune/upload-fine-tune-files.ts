import { listFineTuneFiles, loadFineTuneJob } from '@understudy/db/fine-tune/load-fine-tune-job';
import { markUploadBegun, recordProviderFile } from '@understudy/db/fine-tune/record-preparation';
import { fineTuneProviderFacts } from '@understudy/domain/fine-tune/fine-tune-provider';
import type { FineTuneDependencies, FineTuneReference } from './fine-tune-reference.ts';
import { withLocalCopy } from './local-copy.ts';
import { recordFineTunePhase } from './record-fine-tune-phase.ts';

/**
 * Uploads the files of a job to its provider. That a file may be there is committed before; one whose upload was not written
 * down, since the process died in between, is found by its name and taken instead of a second copy.
 */
export async function uploadFineTuneFiles(
  { database, storage, fineTuning }: FineTuneDependencies,
  reference: FineTuneReference,
  signal: AbortSignal,
): Promise<void> {
  const { userId, jobId } = reference;
  const { job, files } = await database.asUser(userId, async (tx) => ({
    job: await loadFineTuneJob(tx, jobId),
    files: await listFineTuneFiles(tx, jobId),
  }));
  if (job.providerJobId !== null) return;
  const { title } = fineTuneProviderFacts[job.provider];
  await database.asUser(userId, (tx) =>
    recordFineTunePhase(tx, reference, 'phase_started', 'upload', `Uploading the files to ${title}.`),
  );
  const adapter = fineTuning.adapterFor(job.provider);
  const inputs = files.filter(({ purpose }) => purpose === 'training' || purpose === 'validation');
  for (const { id, fileName, storageKey, sizeBytes, providerFileId, deletedAt } of inputs) {
    if (providerFileId !== null && deletedAt === null) continue;
    const mayBeThere = await database.asUser(userId, (tx) => markUploadBegun(tx, id));
    const uploaded = await withLocalCopy(storage, storageKey, async (path) => {
      const file = { fileName, path, sizeBytes, storageKey };
      const found = mayBeThere ? await adapter.findFile(file, signal) : null;
      return found ?? (await adapter.upload(file, signal));
    });
    await database.asUser(userId, (tx) => recordProviderFile(tx, id, uploaded));
  }
  const bytes = inputs.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
  await database.asUser(userId, (tx) =>
    recordFineTunePhase(
      tx,
      reference,
      'phase_completed',
      'upload',
      `Uploaded ${String(inputs.length)} ${inputs.length === 1 ? 'file' : 'files'}, ${(bytes / 1_000).toFixed(1)} kB.`,
    ),
  );
}
