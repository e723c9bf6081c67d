import { discardUpload } from '@understudy/activities/storage/discard-upload';
import type { Transaction } from '@understudy/db/database';
import { uploadBegun } from '@understudy/db/uploads/upload-begun';
import { endUpload } from '@understudy/db/uploads/end-upload';
import type { AbandonedUpload } from '@understudy/db/uploads/list-abandoned-uploads';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { ApiDependencies } from '../dependencies.ts';

/** Makes the files of an upload belong to what a transaction creates; called within it. */
export type ClaimUpload = (tx: Transaction) => Promise<void>;

/**
 * Runs what receives files and makes something of them, and takes care that no file stays that belongs to nothing, and
 * none goes that belongs to something. The upload is noted before its first byte, and claimed by the transaction that
 * creates what it is for: so what was written is known even where its answer was lost, and where this process dies, the
 * sweep deletes the files.
 *
 * @param make creates nothing, or claims the upload in the transaction that does
 * @throws UnderstudyError `database_unavailable`; whatever `make` throws
 */
export async function holdUpload<Made extends { created: boolean }>(
  dependencies: Pick<ApiDependencies, 'database' | 'storage' | 'logger'>,
  upload: AbandonedUpload,
  make: (claim: ClaimUpload) => Promise<Made>,
): Promise<Made> {
  const { database } = dependencies;
  const { userId, uploadId } = upload;
  await database.asUserAtOnce(userId, uploadBegun(upload));
  const claim: ClaimUpload = async (tx) => {
    if (await endUpload(tx, uploadId)) return;
    throw new UnderstudyError('conflict', 'The upload took more than a day and was given up. Send it again.');
  };
  let made: Made | undefined;
  try {
    made = await make(claim);
    return made;
  } finally {
    if (made?.created !== true) await discard(dependencies, upload);
  }
}

/** What fails here is done by the sweep, and must not hide why nothing came of the upload. */
async function discard(
  { database, storage, logger }: Pick<ApiDependencies, 'database' | 'storage' | 'logger'>,
  upload: AbandonedUpload,
): Promise<void> {
  await discardUpload({ database, storage }, upload).catch((error: unknown) =>
    logger.warn(
      { err: error, upload_id: upload.uploadId },
      'an upload was not deleted; the sweep will do it',
    ),
  );
}
