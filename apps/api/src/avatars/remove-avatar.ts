import { deleteAvatar } from '@understudy/db/avatars/delete-avatar';
import { listAvatarStorageKeys } from '@understudy/db/avatars/list-avatar-storage-keys';
import { listRuns } from '@understudy/db/runs/list-runs';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { isEnded, runStatuses } from '@understudy/domain/runs/run';
import type { ApiDependencies } from '../dependencies.ts';

const unendedStatuses = runStatuses.filter((status) => !isEnded(status));

/**
 * Deletes an avatar with everything that belongs to it: rows first, so that nobody sees half of it, then its files.
 *
 * @throws UnderstudyError `not_found`; `conflict` while one of its runs has not ended
 */
export async function removeAvatar(
  { database, storage, runLinks, logger }: ApiDependencies,
  userId: string,
  avatarId: string,
): Promise<void> {
  const storageKeys = await database.asUser(userId, async (tx) => {
    const filter = { avatarId, statuses: unendedStatuses };
    const { items } = await listRuns(tx, filter, { limit: 1 }, runLinks);
    const [unended] = items;
    if (unended !== undefined) {
      throw new UnderstudyError(
        'conflict',
        `The run ${unended.id} of this avatar has not ended. Cancel it first.`,
      );
    }
    const keys = await listAvatarStorageKeys(tx, avatarId);
    await deleteAvatar(tx, avatarId);
    return keys;
  });
  const outcomes = await Promise.allSettled(storageKeys.map((key) => storage.delete(key)));
  const left = outcomes.filter(({ status }) => status === 'rejected').length;
  if (left > 0)
    logger.error({ avatar_id: avatarId, files: left }, 'files of a deleted avatar are left in storage');
}
