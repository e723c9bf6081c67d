import { createHash } from 'node:crypto';
import type { CreateTrainingSession } from '@understudy/domain/training-sessions/training-session';
import type { ReceivedFile } from './receive-upload.ts';

/**
 * SHA-256, in hexadecimal, of everything that a request for a training session asks for. Two requests with the same
 * digest are the same request.
 */
export function requestDigest(
  avatarId: string,
  { instructions, avatar_speaker }: CreateTrainingSession,
  files: readonly Pick<ReceivedFile, 'name' | 'contentDigest' | 'truncated'>[],
): string {
  const content = files.map(({ name, contentDigest, truncated }) => [name, contentDigest, truncated]);
  const request = [avatarId, instructions, avatar_speaker ?? null, content];
  return createHash('sha256').update(JSON.stringify(request)).digest('hex');
}
