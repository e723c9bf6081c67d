import { deleteLoraModel } from '@understudy/activities/fine-tune/adapters/lora-objects';
import { deleteAvatar } from '@understudy/db/avatars/delete-avatar';
import { listAvatarAdapters } from '@understudy/db/avatars/list-avatar-adapters';
import { listAvatarStorageKeys } from '@understudy/db/avatars/list-avatar-storage-keys';
import { findSchedule } from '@understudy/db/fine-tune-schedules/load-schedule';
import { newId } from '@understudy/db/new-id';
import { listRuns } from '@understudy/db/runs/list-runs';
import { requestBuild } from '@understudy/db/training-files/add-conversations';
import { listFilesOfAvatar } from '@understudy/db/training-files/list-files-of-avatar';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { isEnded, runStatuses } from '@understudy/domain/runs/run';
import type { ApiDependencies } from '../dependencies.ts';
import { forgetQuietly } from '../fine-tune-schedules/schedule-service.ts';

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
  const { database, runLinks } = dependencies;
  const { stored, builds, scheduleId } = await database.asUser(userId, async (tx) => {
    const filter = { avatarId, statuses: unendedStatuses };
    const { items } = await listRuns(tx, filter, { limit: 1 }, runLinks);
    const [unended] = items;
    if (unended !== undefined) {
      throw new UnderstudyError(
        'conflict',
        `The run ${unended.id} of this avatar has not ended. Cancel it first.`,
      );
    }
    const stored = {
      keys: await listAvatarStorageKeys(tx, avatarId),
      adapters: await listAvatarAdapters(tx, avatarId),
    };
    const files = await listFilesOfAvatar(tx, avatarId);
    const schedule = await findSchedule(tx, avatarId);
    await deleteAvatar(tx, avatarId);
    const builds = [];
    for (const trainingFileId of files) {
      const asked = { trainingFileId, runId: newId(), by: userId };
      builds.push({ trainingFileId, ...(await requestBuild(tx, asked)) });
    }
    return { stored, builds, scheduleId: schedule?.id ?? null };
  });
  if (scheduleId !== null) await forgetQuietly(dependencies, scheduleId);
  for (const { trainingFileId, runId, created } of builds) {
    const run = {
      kind: 'training_file_build',
      avatarId: null,
      subjectId: trainingFileId,
      attempt: 1,
    } as const;
    if (created) dependencies.runStarts.begin({ runId, userId, ...run });
  }
  await deleteStored(dependencies, avatarId, stored);
}

/** Deletes files, and the adapters that our own trainer has made. What is left is for an operator to see. */
async function deleteStored(
  { storage, logger }: ApiDependencies,
  avatarId: string,
  { keys, adapters }: { keys: readonly string[]; adapters: readonly string[] },
): Promise<void> {
  const outcomes = await Promise.allSettled([
    ...keys.map((key) => storage.delete(key)),
    ...adapters.map((jobId) => deleteLoraModel(storage, jobId)),
  ]);
  const left = outcomes.filter(({ status }) => status === 'rejected').length;
  if (left > 0)
    logger.error({ avatar_id: avatarId, files: left }, 'files of a deleted avatar are left in storage');
}
