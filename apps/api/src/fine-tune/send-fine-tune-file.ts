import { listFineTuneFiles, type FineTuneFileRow } from '@understudy/db/fine-tune/load-fine-tune-job';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { ApiDependencies } from '../dependencies.ts';
import type { DownloadHandler } from '../downloads/download-handlers.ts';
import { sendAttachment } from '../downloads/send-attachment.ts';

/** Which file, and whose. */
export type JobFile = { userId: string; jobId: string; fileId: string };

/**
 * A file of a job, as it is listed.
 *
 * @throws UnderstudyError `not_found`
 */
export async function findJobFile(
  { database }: Pick<ApiDependencies, 'database'>,
  { userId, jobId, fileId }: JobFile,
): Promise<FineTuneFileRow> {
  const files = await database.asUser(userId, (tx) => listFineTuneFiles(tx, jobId));
  const file = files.find(({ id }) => id === fileId);
  if (file === undefined) throw new UnderstudyError('not_found', 'There is no such file of this job.');
  return file;
}

/** Streams a file of a fine-tune job out of object storage. */
export const sendFineTuneFile: DownloadHandler<'fine_tune_file'> = async (call) => {
  const { download, userId, fileName, response, dependencies } = call;
  const { job_id: jobId, file_id: fileId } = download;
  const { storageKey, sizeBytes: size } = await findJobFile(dependencies, { userId, jobId, fileId });
  const contents = await dependencies.storage.getStream(storageKey);
  await sendAttachment(response, { fileName, mediaType: mediaTypeOf(fileName), size, contents });
};

function mediaTypeOf(fileName: string): string {
  if (fileName.endsWith('.jsonl')) return 'application/jsonl; charset=utf-8';
  if (fileName.endsWith('.json')) return 'application/json; charset=utf-8';
  return 'application/octet-stream';
}
