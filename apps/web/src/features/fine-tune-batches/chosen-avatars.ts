import { z } from 'zod';

/** Avatars that one batch takes, at most. */
export const mostAvatars = 100;

const idSchema = z.uuid();

/** The avatars that an address names, each once and no more than a batch takes; what is no ID is left out. */
export function avatarsOfAddress(search: URLSearchParams): string[] {
  const named = (search.get('avatars') ?? '').split(',').filter((id) => idSchema.safeParse(id).success);
  return [...new Set(named)].slice(0, mostAvatars);
}

/** Address of the form that fine-tunes these avatars. */
export function newBatchAddress(avatarIds: Iterable<string>): string {
  return `/fine-tune/batches/new?avatars=${[...avatarIds].join(',')}`;
}
