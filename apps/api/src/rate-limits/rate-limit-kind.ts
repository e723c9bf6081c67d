import type { Operation } from '../http/operation.ts';

/** What requests are counted as, each with a limit of its own. */
export const rateLimitKinds = ['reads', 'writes', 'starts', 'uploads', 'chat', 'anonymous'] as const;

/** `anonymous` counts what comes without a valid token, by address; all others count by user. */
export type RateLimitKind = (typeof rateLimitKinds)[number];

/**
 * What a request for this operation is counted as; undefined where it is not counted. The operation may say so itself;
 * else its shape does: a body with files is an upload, an answer 202 starts work, and a GET reads.
 */
export function rateLimitKindOf(operation: Operation): RateLimitKind | undefined {
  const { rateLimit, security, method, multipart, responses } = operation;
  if (rateLimit === 'none') return undefined;
  if (security === 'none') return 'anonymous';
  if (rateLimit !== undefined) return rateLimit;
  if (multipart !== undefined) return 'uploads';
  if (202 in responses) return 'starts';
  return method === 'get' ? 'reads' : 'writes';
}
