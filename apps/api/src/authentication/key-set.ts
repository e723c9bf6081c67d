import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { createRemoteJWKSet, customFetch, type FetchImplementation, type RemoteJWKSet } from 'jose';
import type { Logger } from 'pino';
import { z } from 'zod';

/** Where the published keys are, and how long they hold. */
export type KeySetSettings = {
  url: string;
  /** Seconds for which fetched keys hold. A key that was removed is accepted for so long at most. */
  cacheSeconds: number;
  /** Seconds after a fetch before an unknown key may cause another one. */
  cooldownSeconds: number;
};

/** Milliseconds that the server of the keys may take. */
const timeoutMs = 3_000;

/** Milliseconds after a failed fetch in which nobody is asked again, so that requests do not queue for a dead server. */
const pauseAfterFailureMs = 3_000;

const keySetSchema = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })) });

/**
 * The published keys of whoever issues tokens (JWKS, RFC 7517), fetched when they are first needed, again when they are
 * older than the cache time, and again when a token names a key that is not among them.
 *
 * @throws UnderstudyError `token_keys_unavailable` from a look-up, where keys are needed and cannot be fetched
 */
export function createKeySet(settings: KeySetSettings, logger?: Logger): RemoteJWKSet {
  return createRemoteJWKSet(new URL(settings.url), {
    cacheMaxAge: settings.cacheSeconds * 1000,
    cooldownDuration: settings.cooldownSeconds * 1000,
    timeoutDuration: timeoutMs,
    [customFetch]: pausingAfterFailure(fetchKeys, logger),
  });
}

function pausingAfterFailure(
  fetchOnce: FetchImplementation,
  logger: Logger | undefined,
): FetchImplementation {
  let pausedUntil = 0;
  return async (url, options) => {
    if (Date.now() < pausedUntil) throw unavailable();
    try {
      return await fetchOnce(url, options);
    } catch (error) {
      pausedUntil = Date.now() + pauseAfterFailureMs;
      logger?.error({ err: error }, 'the keys of JWT_JWKS_URL cannot be fetched');
      throw unavailable(error);
    }
  };
}

async function fetchKeys(url: string, options: Parameters<FetchImplementation>[1]): Promise<Response> {
  const response = await fetch(url, options);
  if (response.status !== 200) throw new Error(`The server of the keys answered ${response.status}`);
  return Response.json(keySetSchema.parse(await response.json()));
}

function unavailable(cause?: unknown): UnderstudyError {
  return new UnderstudyError(
    'token_keys_unavailable',
    'The keys that tokens are signed with cannot be fetched at the moment. Try again in a moment.',
    { cause, retryAfterMs: pauseAfterFailureMs },
  );
}
