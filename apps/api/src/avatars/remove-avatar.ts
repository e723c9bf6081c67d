import { deleteAvatar } from '@understudy/db/avatars/delete-avatar';
import { listAvatarStorageKeys } from '@understudy/db/avatars/list-avatar-storage-keys';
import { newId } from '@understudy/db/new-id';
import { listRuns } from '@understudy/db/runs/list-runs';
import { requestBuild } from '@understudy/db/training-files/add-conversations';
import { listFilesOfAvatar } from '@understudy/db/training-files/list-files-of-avatar';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { isEnded, runStatuses } from '@understudy/domain/runs/run';
import type { ApiDependencies } from '../dependencies.ts';
import { startRun } from '../runs/start-run.ts';

const unendedStatuses = runStatuses.filter((status) => !isEnded(status));

/**
 * Deletes an avatar with everything that belongs to it: rows first, so that nobody sees half of it, then its files.
 * Training files that have its conversations are built anew without them.
 *
 * @throws UnderstudyError `not_found`; `conflict` while one of its runs has not ended
 */
export async function removeAvatar(
  dependencies: ApiDependencies,
  userId: string,
  avatarId: string,
): Promise<void> {
  const { database, storage, runLinks, logger } = dependencies;
  const { storageKeys, builds } = await database.asUser(userId, async (tx) => {
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
    const files = await listFilesOfAvatar(tx, avatarId);
    await deleteAvatar(tx, avatarId);
    const builds = [];
    for (const trainingFileId of files) {
      const asked = { trainingFileId, runId: newId(), by: userId };
      builds.push({ trainingFileId, ...(await requestBuild(tx, asked)) });
    }
    return { storageKeys: keys, builds };
  });
  for (const { trainingFileId, runId, created } of builds) {
    const run = {
      kind: 'training_file_build',
      avatarId: null,
      subjectId: trainingFileId,
      attempt: 1,
    } as const;
    if (created) await startRun(dependencies, { runId, userId, ...run });
  }
  const outcomes = await Promise.allSettled(storageKeys.map((key) => storage.delete(key)));
  const left = outcomes.filter(({ status }) => status === 'rejected').length;
  if (left > 0)
    logger.error({ avatar_id: avatarId, files: left }, 'files of a deleted avatar are left in storage');
}
