import { createHash } from 'node:crypto';
import type { CreateFineTuneJob } from '@understudy/domain/fine-tune/contracts/create-job';

/**
 * SHA-256, in hexadecimal, of everything that a request for a job asks for. The schema has given every field its place,
 * so two requests with the same digest are the same.
 */
export function requestDigest(avatarId: string, request: CreateFineTuneJob): string {
  return createHash('sha256')
    .update(JSON.stringify([avatarId, request]))
    .digest('hex');
}
