import { createHash } from 'node:crypto';

/**
 * The folder of a user in object storage: the name as it is where it is plain, and a digest of it where it has characters
 * that keys cannot have.
 */
export function userFolder(userId: string): string {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(userId)) return userId;
  return `user-${createHash('sha256').update(userId).digest('hex').slice(0, 40)}`;
}
