import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAuthenticate } from './authenticate.ts';
import { signDevelopmentToken } from './development-token.ts';
import type { TokenSettings } from './token-settings.ts';

const secret = 'a secret of the tests, which is long enough';
const settings: TokenSettings = {
  key: { kind: 'secret', secret, development: true },
  issuer: undefined,
  audience: undefined,
};
const authenticate = createAuthenticate(settings);

type Claims = { sub?: string; iss?: string; aud?: string; expires?: string };

function sign({ sub, iss, aud, expires = '1h' }: Claims, key: string | CryptoKey = secret, alg = 'HS256') {
  const token = new SignJWT({ ...(sub === undefined ? {} : { sub }) }).setProtectedHeader({
    alg,
    kid: 'one',
  });
  if (expires !== 'never') token.setExpirationTime(expires);
  if (iss !== undefined) token.setIssuer(iss);
  if (aud !== undefined) token.setAudience(aud);
  return token.sign(typeof key === 'string' ? new TextEncoder().encode(key) : key);
}

describe('a token signed with the secret', () => {
  test('names its user', async () => {
    expect(await authenticate(`Bearer ${await sign({ sub: 'ada' })}`)).toEqual({ user: 'ada' });
    expect(await authenticate(`bearer ${await sign({ sub: 'x'.repeat(128) })}`)).toEqual({
      user: 'x'.repeat(128),
    });
  });

  test.each([
    ['has expired', () => sign({ sub: 'ada', expires: '-1h' })],
    ['never expires', () => sign({ sub: 'ada', expires: 'never' })],
    ['names nobody', () => sign({})],
    ['names nobody in an empty text', () => sign({ sub: '' })],
    ['has too long a name', () => sign({ sub: 'x'.repeat(129) })],
    ['has control characters in its name', () => sign({ sub: 'ada\n' })],
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
    const elsewhere = sign({ sub: 'ada', iss: 'us', aud: 'elsewhere' });
    await expect(strict(`Bearer ${await elsewhere}`)).rejects.toMatchObject({ code: 'token_invalid' });
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

describe('a token signed with a published key', () => {
  let url: string;
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;
  const server = createServer(async (_request, response) => {
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'ES256' };
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
  });
  beforeAll(async () => {
    keys = await generateKeyPair('ES256');
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    url = `http://127.0.0.1:${port}/keys`;
  });
  afterAll(() => void server.close());

  test('names its user, and one signed with the public key as a secret does not', async () => {
    const published = createAuthenticate({ ...settings, key: { kind: 'jwks', url } });
    const token = await sign({ sub: 'ada' }, keys.privateKey, 'ES256');
    expect(await published(`Bearer ${token}`)).toEqual({ user: 'ada' });
    await expect(published(`Bearer ${await sign({ sub: 'ada' })}`)).rejects.toMatchObject({
      code: 'token_invalid',
    });
  });
});
