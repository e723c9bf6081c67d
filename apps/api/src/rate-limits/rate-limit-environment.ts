import { z } from 'zod';
import type { RateLimitKind } from './rate-limit-kind.ts';

/** A limit: 0 refuses everything of its kind, which is a way to close it for a while. */
const limit = (usual: number) => z.coerce.number().int().min(0).max(1_000_000_000).default(usual);

/** The environment variables that say how much one user may ask for. `docs/decisions/0029` has the reasons. */
export const rateLimitEnvironmentSchema = z.object({
  RATE_LIMIT_WINDOW_SECONDS: z.coerce.number().int().min(1).max(3_600).default(10),
  RATE_LIMIT_READS: limit(3_000),
  RATE_LIMIT_WRITES: limit(1_000),
  RATE_LIMIT_STARTS: limit(1_000),
  RATE_LIMIT_UPLOADS: limit(1_000),
  RATE_LIMIT_CHAT: limit(300),
  RATE_LIMIT_ANONYMOUS: limit(600),
  RATE_LIMIT_STREAMS: limit(100),
});

/** How much one user, or one address without a token, may ask of one API process. */
export type RateLimitSettings = {
  windowSeconds: number;
  /** Requests in a window. */
  limits: Readonly<Record<RateLimitKind, number>>;
  /** Event streams that one user may have open at the same time. */
  openStreams: number;
};

/** The settings out of the environment. */
export function toRateLimitSettings(
  variables: z.infer<typeof rateLimitEnvironmentSchema>,
): RateLimitSettings {
  return {
    windowSeconds: variables.RATE_LIMIT_WINDOW_SECONDS,
    limits: {
      reads: variables.RATE_LIMIT_READS,
      writes: variables.RATE_LIMIT_WRITES,
      starts: variables.RATE_LIMIT_STARTS,
      uploads: variables.RATE_LIMIT_UPLOADS,
      chat: variables.RATE_LIMIT_CHAT,
      anonymous: variables.RATE_LIMIT_ANONYMOUS,
    },
    openStreams: variables.RATE_LIMIT_STREAMS,
  };
}
