import { join } from 'node:path';
import { SignJWT } from 'jose';
import { z } from 'zod';
import { keptSecret } from './kept-secret.ts';

/** `iss` of tokens for the development secret. */
export const developmentIssuer = 'understudy-development';

/** A user's name as it stands in a token's `sub`: 1–255 characters that can be seen, with single spaces between them, as the API takes it. */
export const userName = z
  .string()
  .min(1, 'must not be empty')
  .max(255, 'must have at most 255 characters')
  .regex(
    /^(?: ?[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{C}\u2800])+$/u,
    'must have characters that can be seen, and single spaces between them',
  )
  .regex(/^[^ ]/, 'must not begin with a space');

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
