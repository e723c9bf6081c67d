import { join } from 'node:path';
import { SignJWT } from 'jose';
import { z } from 'zod';
import { keptSecret } from './kept-secret.ts';

/** `iss` of tokens for the development secret. */
export const developmentIssuer = 'understudy-development';

/** A user's name as it stands in a token's `sub`: 1–128 characters, none of them a control character. */
export const userName = z
  .string()
  .min(1, 'must not be empty')
  .max(128, 'must have at most 128 characters')
  .regex(/^\P{Cc}*$/u, 'must not hold control characters');

/** How long a token is valid: a number and a unit (`s`, `m`, `h`, `d`, `w`), such as `12h`. */
export const tokenLifetime = z.string().regex(/^[1-9]\d{0,5}(s|m|h|d|w)$/, 'must be like 45m, 12h or 30d');

/** The secret that development tokens are signed with: the one given, else one kept in the state folder. */
export async function developmentSecret(stateFolder: string, given: string | undefined): Promise<string> {
  return given ?? keptSecret(join(stateFolder, 'development-secret'));
}

/**
 * A bearer token for `user` (its `sub`), signed by HS256.
 * @param lifetime such as `30d`, the default.
 * @throws {z.ZodError} if the user's name or the lifetime cannot be used.
 */
export async function signDevelopmentToken(secret: string, user: string, lifetime = '30d'): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(userName.parse(user))
    .setIssuer(developmentIssuer)
    .setIssuedAt()
    .setExpirationTime(tokenLifetime.parse(lifetime))
    .sign(new TextEncoder().encode(secret));
}
