import { getAvatarName, readAvatarName } from '@understudy/db/avatars/get-avatar-name';
import type { Database, Transaction } from '@understudy/db/database';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';

/**
 * The name of the avatar whose examples a request means; null where it means all of the user's.
 *
 * @throws UnderstudyError `not_found`, which names `avatar_id`
 */
export async function readAskedAvatar(
  database: Database,
  userId: string,
  avatarId: string | null | undefined,
): Promise<string | null> {
  if (avatarId === null || avatarId === undefined) return null;
  return await readAvatarName(database, userId, avatarId).catch(nameParameter);
}

/**
 * Refuses a request for the examples of an avatar that the user does not have: none found would look as if it had none.
 *
 * @throws UnderstudyError `not_found`, which names `avatar_id`
 */
export async function requireAskedAvatar(
  tx: Transaction,
  avatarId: string | null | undefined,
): Promise<void> {
  if (avatarId === null || avatarId === undefined) return;
  await getAvatarName(tx, avatarId).catch(nameParameter);
}

function nameParameter(error: unknown): never {
  if (!(error instanceof UnderstudyError) || error.code !== 'not_found') throw error;
  const message = 'avatar_id must be the ID of one of your avatars.';
  const faults = [{ field: 'avatar_id', message }];
  throw new UnderstudyError('not_found', `${error.message} ${message}`, { faults, cause: error });
}
