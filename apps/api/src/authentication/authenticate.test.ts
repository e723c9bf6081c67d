import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { createAuthenticate } from './authenticate.ts';
import { signDevelopmentToken } from './development-token.ts';
import type { TokenSettings } from './token-settings.ts';

const secret = 'a secret of the tests, which is long enough';
const settings: TokenSettings = {
  key: { kind: 'secret', secret, development: true },
  issuer: undefined,
  audience: undefined,
  clockToleranceSeconds: 5,
};
const authenticate = createAuthenticate(settings);

type Claims = {
  sub?: string;
  iss?: string;
  aud?: string;
  expires?: string;
  /** Seconds from now. */
  expiresIn?: number;
  validIn?: number;
};

function sign(claims: Claims, key = secret, alg = 'HS256'): Promise<string> {
  const { sub, iss, aud, expires = '1h', expiresIn, validIn } = claims;
  const now = Math.floor(Date.now() / 1000);
  const token = new SignJWT({ ...(sub === undefined ? {} : { sub }) }).setProtectedHeader({
    alg,
    kid: 'one',
  });
  if (expiresIn !== undefined) token.setExpirationTime(now + expiresIn);
  else if (expires !== 'never') token.setExpirationTime(expires);
  if (validIn !== undefined) token.setNotBefore(now + validIn);
  if (iss !== undefined) token.setIssuer(iss);
  if (aud !== undefined) token.setAudience(aud);
  return token.sign(new TextEncoder().encode(key));
}

/** A number is no text, and nobody's name. */
function signNumber(): Promise<string> {
  const claims: Record<string, unknown> = { sub: 7 };
  const token = new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('1h');
  return token.sign(new TextEncoder().encode(secret));
}

describe('a token signed with the secret', () => {
  test('names its user', async () => {
    expect(await authenticate(`Bearer ${await sign({ sub: 'ada' })}`)).toEqual({ user: 'ada' });
    expect(await authenticate(`bearer ${await sign({ sub: 'x'.repeat(255) })}`)).toEqual({
      user: 'x'.repeat(255),
    });
  });

  test.each([
    ['has expired', () => sign({ sub: 'ada', expires: '-1h' })],
    ['expired before the tolerance', () => sign({ sub: 'ada', expiresIn: -7 })],
    ['is not valid yet', () => sign({ sub: 'ada', validIn: 60 })],
    ['is signed by another algorithm', () => sign({ sub: 'ada' }, secret.repeat(2), 'HS512')],
    ['never expires', () => sign({ sub: 'ada', expires: 'never' })],
    ['names nobody', () => sign({})],
    ['names nobody in an empty text', () => sign({ sub: '' })],
    ['has too long a name', () => sign({ sub: 'x'.repeat(256) })],
    ['has control characters in its name', () => sign({ sub: 'ada\n' })],
    ['has nothing but spaces for a name', () => sign({ sub: '   ' })],
    ['has a space behind its name', () => sign({ sub: 'ada ' })],
    ['has a character without width in its name', () => sign({ sub: 'ada\u200B' })],
    ['has half a character in its name', () => sign({ sub: 'ada\uD83D' })],
    ['has a number for a name', () => signNumber()],
    ['is signed with another secret', () => sign({ sub: 'ada' }, `${secret}!`)],
    [
      'is not signed',
      () => Promise.resolve(`${btoa('{"alg":"none"}')}.${btoa('{"sub":"ada","exp":9999999999}')}.`),
    ],
    ['is no token', () => Promise.resolve('ada')],
  ])('is refused when it %s', async (_what, token) => {
    await expect(authenticate(`Bearer ${await token()}`)).rejects.toMatchObject({ code: 'token_invalid' });
  });

  test('must come as a bearer token', async () => {
    await expect(authenticate(undefined)).rejects.toMatchObject({ code: 'authentication_required' });
    await expect(authenticate('Basic YWRhOmFkYQ==')).rejects.toMatchObject({ code: 'token_invalid' });
  });

  test('must have the issuer and the audience that are wanted', async () => {
    const strict = createAuthenticate({ ...settings, issuer: 'us', audience: 'api' });
    expect(await strict(`Bearer ${await sign({ sub: 'ada', iss: 'us', aud: 'api' })}`)).toEqual({
      user: 'ada',
    });
    const wrong = [
      { iss: 'us', aud: 'elsewhere' },
      { iss: 'them', aud: 'api' },
      { iss: 'us' },
      { aud: 'api' },
      {},
    ];
    for (const claims of wrong) {
      const token = await sign({ sub: 'ada', ...claims });
      await expect(strict(`Bearer ${token}`), JSON.stringify(claims)).rejects.toMatchObject({
        code: 'token_invalid',
      });
    }
  });

  test('is accepted by a clock that is a little off, in both directions', async () => {
    expect(await authenticate(`Bearer ${await sign({ sub: 'ada', expiresIn: -3 })}`)).toEqual({
      user: 'ada',
    });
    expect(await authenticate(`Bearer ${await sign({ sub: 'ada', validIn: 3 })}`)).toEqual({ user: 'ada' });
  });

  test('says what is wrong with it, and nothing of what is in it', async () => {
    const early = authenticate(`Bearer ${await sign({ sub: 'ada', validIn: 60 })}`);
    await expect(early).rejects.toThrow(
      'The token is not valid yet. Wait, or set the clock of whoever signs it.',
    );
    const nobody = authenticate(`Bearer ${await sign({})}`);
    await expect(nobody).rejects.toThrow('The "sub" of the token is missing or not the one wanted here.');
    const unseen = authenticate(`Bearer ${await sign({ sub: 'ada\u200B' })}`);
    await expect(unseen).rejects.toThrow(
      'The "sub" of the token has a character that cannot be seen (U+200B). It must name a user in 1 to 255 characters that can be seen.',
    );
    const long = authenticate(`Bearer ${await sign({ sub: 'x'.repeat(256) })}`);
    await expect(long).rejects.toThrow('has 256 characters, and may have 255');
  });
});

describe('a development token', () => {
  test('is accepted for 30 days', async () => {
    const now = new Date();
    const signed = await signDevelopmentToken({ ...settings, issuer: 'us', audience: 'api' }, 'ada', now);
    const strict = createAuthenticate({ ...settings, issuer: 'us', audience: 'api' });
    expect(await strict(`Bearer ${signed?.token}`)).toEqual({ user: 'ada' });
    expect(Date.parse(signed?.expires_at ?? '') - now.getTime()).toBe(30 * 24 * 3600 * 1000);
  });

  test('is not given where the secret is a real one', async () => {
    const real: TokenSettings = { ...settings, key: { kind: 'secret', secret, development: false } };
    expect(await signDevelopmentToken(real, 'ada', new Date())).toBeNull();
  });
});
