import { deleteAvatar } from '../avatars/delete-avatar.ts';
import { avatarNamed, getAvatarName } from '../avatars/get-avatar-name.ts';
import { getAvatar } from '../avatars/get-avatar.ts';
import { listAvatarAdapters } from '../avatars/list-avatar-adapters.ts';
import { listAvatarStorageKeys } from '../avatars/list-avatar-storage-keys.ts';
import { listAvatars } from '../avatars/list-avatars.ts';
import { lockAvatar } from '../avatars/lock-avatar.ts';
import { updateAvatar } from '../avatars/update-avatar.ts';
import type { Transaction } from '../database.ts';

type Ids = { avatarId: string };
type Call = (tx: Transaction) => Promise<unknown>;

/** Queries of avatars that know no such row when somebody else's ID is asked for. */
export function avatarCallsAnsweredNotFound({ avatarId }: Ids): Record<string, Call> {
  return {
    deleteAvatar: (tx) => deleteAvatar(tx, avatarId),
    getAvatar: (tx) => getAvatar(tx, avatarId),
    getAvatarName: (tx) => getAvatarName(tx, avatarId),
    lockAvatar: (tx) => lockAvatar(tx, avatarId),
    updateAvatar: (tx) => updateAvatar(tx, avatarId, { name: 'Stolen' }),
  };
}

/** Queries of avatars that find nothing where only somebody else has something, each with its answer then. */
export function avatarCallsAnsweredEmpty({ avatarId }: Ids): Record<string, [call: Call, answer: unknown]> {
  return {
    avatarNamed: [async (tx) => (await tx.execute(avatarNamed(avatarId))).rows, []],
    listAvatarAdapters: [(tx) => listAvatarAdapters(tx, avatarId), []],
    listAvatarStorageKeys: [(tx) => listAvatarStorageKeys(tx, avatarId), []],
    listAvatars: [(tx) => listAvatars(tx, { limit: 10 }), { items: [], next_cursor: null }],
  };
}
