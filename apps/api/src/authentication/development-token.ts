import { SignJWT } from 'jose';
import type { TokenSettings } from './token-settings.ts';

/** `iss` of development tokens where no issuer is required. The same as `npm run token` gives. */
const developmentIssuer = 'understudy-development';

/** Milliseconds for which a development token holds: 30 days. */
const lifetimeMs = 30 * 24 * 60 * 60 * 1000;

/** A token for development. */
export type DevelopmentToken = { token: string; user: string; expires_at: string };

/** Whether tokens are signed with the development secret. */
export function isDevelopment({ key }: TokenSettings): boolean {
  return key.kind === 'secret' && key.development;
}

/**
 * Signs a token for anybody who asks, where the installation runs on its development secret.
 *
 * @returns null where it does not
 */
export async function signDevelopmentToken(
  { key, issuer, audience }: TokenSettings,
  user: string,
  now: Date,
): Promise<DevelopmentToken | null> {
  if (key.kind !== 'secret' || !key.development) return null;
  const expires = new Date(now.getTime() + lifetimeMs);
  const token = new SignJWT()
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(user)
    .setIssuer(issuer ?? developmentIssuer)
    .setIssuedAt(now)
    .setExpirationTime(expires);
  if (audience !== undefined) token.setAudience(audience);
  return {
    token: await token.sign(new TextEncoder().encode(key.secret)),
    user,
    expires_at: expires.toISOString(),
  };
}
