import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { faultOfUserId } from '@understudy/domain/user-settings/user-id';
import { errors, jwtVerify, type CryptoKey, type JWTPayload, type JWTVerifyOptions } from 'jose';
import type { Logger } from 'pino';
import type { Principal } from '../http/principal.ts';
import { createKeySet } from './key-set.ts';
import type { TokenSettings } from './token-settings.ts';

/** Tells who asks, from the `Authorization` header. */
export type Authenticate = (authorization: string | undefined) => Promise<Principal>;

/** Signatures of keys that are published; a symmetric one would let anybody sign with the public key. */
const publicKeyAlgorithms = [
  'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519',
]; // prettier-ignore

/**
 * Checks bearer tokens: JSON Web Tokens signed with the secret (HS256) or with a key of the set. A token must expire and
 * must name its user in `sub`.
 *
 * @throws UnderstudyError `authentication_required` without a token, `token_invalid` with one that does not hold,
 *   `token_keys_unavailable` where the published keys cannot be fetched
 */
export function createAuthenticate(
  { key, issuer, audience, clockToleranceSeconds }: TokenSettings,
  logger?: Logger,
): Authenticate {
  const options: JWTVerifyOptions = {
    algorithms: key.kind === 'secret' ? ['HS256'] : publicKeyAlgorithms,
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ['sub', 'exp'],
    ...(issuer === undefined ? {} : { issuer }),
    ...(audience === undefined ? {} : { audience }),
  };
  const verify = createVerify(key, options, logger);
  return async (authorization) => {
    const payload = await verify(tokenOf(authorization)).catch((error: unknown) => {
      throw toTokenError(error);
    });
    return { user: userOf(payload.sub) };
  };
}

function userOf(subject: unknown): string {
  const fault = typeof subject === 'string' ? faultOfUserId(subject) : 'is no text';
  if (fault === null && typeof subject === 'string') return subject;
  const wanted = 'It must name a user in 1 to 255 characters that can be seen.';
  throw new UnderstudyError('token_invalid', `The "sub" of the token ${fault}. ${wanted}`);
}

function createVerify(key: TokenSettings['key'], options: JWTVerifyOptions, logger: Logger | undefined) {
  if (key.kind === 'secret') {
    // Imported once: bytes would be imported anew for every request, by a thread that it waits for.
    const secret = importSecret(key.secret);
    return async (token: string): Promise<JWTPayload> =>
      (await jwtVerify(token, await secret, options)).payload;
  }
  const keys = createKeySet(key, logger);
  return async (token: string): Promise<JWTPayload> => (await jwtVerify(token, keys, options)).payload;
}

function importSecret(secret: string): Promise<CryptoKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, ['verify']);
}

function tokenOf(authorization: string | undefined): string {
  if (authorization === undefined || authorization === '') {
    throw new UnderstudyError(
      'authentication_required',
      'Send a token in the header "Authorization: Bearer …". For development: npm run -s token -- --user NAME.',
    );
  }
  const [, token] = /^Bearer +(\S+) *$/i.exec(authorization) ?? [];
  if (token !== undefined) return token;
  throw new UnderstudyError(
    'token_invalid',
    'The Authorization header must be "Bearer", a space, and a token.',
  );
}

function toTokenError(error: unknown): unknown {
  const invalid = (message: string) => new UnderstudyError('token_invalid', message, { cause: error });
  if (error instanceof errors.JWTExpired) return invalid('The token has expired. Get a new one.');
  if (
    error instanceof errors.JWTClaimValidationFailed &&
    error.claim === 'nbf' &&
    error.reason === 'check_failed'
  ) {
    return invalid('The token is not valid yet. Wait, or set the clock of whoever signs it.');
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return invalid(`The "${error.claim}" of the token is missing or not the one wanted here.`);
  }
  if (error instanceof errors.JOSEError)
    return invalid('The token is not signed with a key that is known here.');
  return error;
}
