import type { Database } from '@understudy/db/database';
import type { AbandonedUpload } from '@understudy/db/uploads/list-abandoned-uploads';
import { endUpload } from '@understudy/db/uploads/end-upload';
import type { ObjectStorage } from './object-storage.ts';

/**
 * Deletes an upload that nothing came of. Nothing happens where something did, even if nobody was told: a transaction that
 * is about to make something of it is waited for.
 *
 * @throws UnderstudyError `database_unavailable`, `storage_unavailable`; then it is still noted, for the sweep
 */
export async function discardUpload(
  { database, storage }: { database: Database; storage: ObjectStorage },
  { userId, uploadId, storagePrefix }: AbandonedUpload,
): Promise<void> {
  await database.asUser(userId, async (tx) => {
    if (await endUpload(tx, uploadId)) await storage.deleteAll(storagePrefix);
  });
}
