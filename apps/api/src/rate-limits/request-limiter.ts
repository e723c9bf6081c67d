import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { RateLimitSettings } from './rate-limit-environment.ts';
import { rateLimitKinds, type RateLimitKind } from './rate-limit-kind.ts';

/**
 * Counts a request, and sets the headers `RateLimit` and `RateLimit-Policy` of its answer
 * (draft-ietf-httpapi-ratelimit-headers-08).
 *
 * @param user whom it is counted for; without one it is counted for the address that it comes from
 * @throws UnderstudyError `rate_limited`, with the time after which there is room again
 */
export type CountRequest = (
  kind: RateLimitKind,
  user: string | undefined,
  request: Request,
  response: Response,
) => Promise<void>;

/** What a sentence calls the requests of each kind. */
const inWords: Readonly<Record<RateLimitKind, string>> = {
  reads: 'requests that read',
  writes: 'requests that change something',
  starts: 'requests that start work',
  uploads: 'uploads',
  chat: 'questions to a model',
  anonymous: 'requests without a valid token from your address',
};

/** Makes a counter of requests in windows of fixed length, in the memory of this process. */
export function createRequestLimiter({ windowSeconds, limits }: RateLimitSettings): CountRequest {
  const limiters = new Map<RateLimitKind, RequestHandler>(
    rateLimitKinds.map((kind) => [kind, limiterFor(kind, limits[kind], windowSeconds)]),
  );
  return async (kind, user, request, response) => {
    response.locals['rateLimitKey'] = user === undefined ? addressKey(request) : `user ${user}`;
    await new Promise<void>((resolve, reject) => {
      const next = (error?: unknown) => (error === undefined ? resolve() : reject(error));
      void limiters.get(kind)?.(request, response, next);
    });
  };
}

function limiterFor(kind: RateLimitKind, limit: number, windowSeconds: number): RequestHandler {
  return rateLimit({
    windowMs: windowSeconds * 1000,
    limit,
    identifier: kind,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (_request, response) => String(response.locals['rateLimitKey']),
    handler: (_request, response, next) => {
      // The library has just set it from the end of the window.
      const seconds = Number(response.getHeader('Retry-After'));
      next(tooMany(`There were more than ${limit} ${inWords[kind]} in ${windowSeconds} seconds.`, seconds));
    },
    // Which proxies are believed is said by TRUSTED_PROXIES; the library would only guess, and write to the console.
    validate: false,
  });
}

/** Whoever has an IPv6 address has 2⁶⁴ of them, so they count by their network. */
function addressKey({ ip, socket }: Request): string {
  return `address ${ipKeyGenerator(ip ?? socket.remoteAddress ?? 'unknown', 56)}`;
}

/** The refusal, with the time to wait in seconds. */
export function tooMany(sentence: string, seconds: number): UnderstudyError {
  const time = `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
  return new UnderstudyError('rate_limited', `${sentence} Try again in ${time}.`, {
    retryAfterMs: seconds * 1000,
  });
}
