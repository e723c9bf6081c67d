import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeKey, signWith, startKeyServer, type KeyServer, type TestKey } from '../testing/key-server.ts';
import { createAuthenticate, type Authenticate } from './authenticate.ts';

const [cacheSeconds, cooldownSeconds] = [600, 30];

let first: TestKey;
let second: TestKey;
let server: KeyServer;
let authenticate: Authenticate;
beforeEach(async () => {
  // Only the clock: what goes over the network takes its time.
  vi.useFakeTimers({ toFake: ['Date'] });
  [first, second] = [await makeKey('first'), await makeKey('second')];
  server = await startKeyServer(first);
  authenticate = createAuthenticate({
    key: { kind: 'jwks', url: server.url, cacheSeconds, cooldownSeconds },
    issuer: undefined,
    audience: undefined,
    clockToleranceSeconds: 5,
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await server.close();
});

const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);
const ask = async (token: string | Promise<string>) => authenticate(`Bearer ${await token}`);
const invalid = { code: 'token_invalid' };
const unavailable = { code: 'token_keys_unavailable', status: 503, retryAfterMs: 3_000 };

describe('a token signed with a published key', () => {
  test('names its user, and the keys are fetched once', async () => {
    for (let count = 0; count < 5; count += 1) expect(await ask(signWith(first))).toEqual({ user: 'ada' });
    expect(server.asked).toBe(1);
  });

  test('may be signed with RSA', async () => {
    const rsa = await makeKey('rsa', 'RS256');
    server.keys = [first, rsa];
    expect(await ask(signWith(rsa))).toEqual({ user: 'ada' });
  });

  test('is refused when somebody else signed it under the name of the key', async () => {
    await expect(ask(signWith(await makeKey('first')))).rejects.toMatchObject(invalid);
  });

  test('is refused when it names nobody', async () => {
    await expect(ask(signWith(first, {}))).rejects.toMatchObject(invalid);
  });

  test.each(['pem', 'jwk'] as const)(
    'is refused when the public key (%s) served as a secret',
    async (form) => {
      const secret = form === 'pem' ? first.pem : JSON.stringify(first.jwk);
      const forged = new SignJWT({ sub: 'ada' })
        .setProtectedHeader({ alg: 'HS256', kid: 'first' })
        .setExpirationTime('1h')
        .sign(new TextEncoder().encode(secret));
      await expect(ask(forged)).rejects.toMatchObject(invalid);
    },
  );

  test('is refused when it says that it needs no signature', async () => {
    const [, payload] = (await signWith(first)).split('.');
    const header = Buffer.from(JSON.stringify({ alg: 'none', kid: 'first' })).toString('base64url');
    await expect(ask(`${header}.${payload}.`)).rejects.toMatchObject(invalid);
  });

  test('does not choose where its key comes from', async () => {
    const own = await makeKey('own');
    const token = new SignJWT({ sub: 'ada' })
      .setProtectedHeader({ alg: 'ES256', kid: 'own', jwk: own.jwk, jku: 'http://127.0.0.1:1/keys' })
      .setExpirationTime('1h')
      .sign(own.privateKey);
    await expect(ask(token)).rejects.toMatchObject(invalid);
  });
});

describe('rotation', () => {
  test('a new key is accepted without a restart, beside the old one', async () => {
    await ask(signWith(first));
    server.keys = [first, second];
    pass(cooldownSeconds + 1);
    expect(await ask(signWith(second))).toEqual({ user: 'ada' });
    expect(await ask(signWith(first))).toEqual({ user: 'ada' });
    expect(server.asked).toBe(2);
  });

  test('a removed key is refused once the cache time is over, and not before', async () => {
    const token = await signWith(first);
    await ask(token);
    server.keys = [second];
    pass(cacheSeconds - 1);
    expect(await ask(token)).toEqual({ user: 'ada' });
    pass(2);
    await expect(ask(token)).rejects.toMatchObject(invalid);
    expect(await ask(signWith(second))).toEqual({ user: 'ada' });
  });

  test('unknown keys do not hammer the server: one fetch in a cooldown', async () => {
    await ask(signWith(first));
    const unknown = await signWith(second);
    for (let count = 0; count < 20; count += 1) await expect(ask(unknown)).rejects.toMatchObject(invalid);
    expect(server.asked).toBe(1);
    pass(cooldownSeconds + 1);
    const many = Array.from({ length: 20 }, () => ask(unknown));
    for (const { status } of await Promise.allSettled(many)) expect(status).toBe('rejected');
    expect(server.asked).toBe(2);
  });
});

describe('a server of keys that does not serve', () => {
  test('changes nothing while the fetched keys hold; then nobody is recognised, which is our fault', async () => {
    await ask(signWith(first));
    server.status = 500;
    pass(cacheSeconds - 1);
    expect(await ask(signWith(first))).toEqual({ user: 'ada' });
    pass(2);
    await expect(ask(signWith(first))).rejects.toMatchObject(unavailable);
  });

  test.each([
    ['is not there', async () => server.close()],
    ['answers with an error', async () => void (server.status = 503)],
    ['answers with a page', async () => void (server.body = '<html>Sign in</html>')],
    ['answers with something else', async () => void (server.body = '{"keys": "none"}')],
  ])('is answered with 503 when it %s, and is not asked again at once', async (_what, breakIt) => {
    await breakIt();
    for (let count = 0; count < 5; count += 1) {
      await expect(ask(signWith(first))).rejects.toMatchObject(unavailable);
    }
    expect(server.asked).toBeLessThanOrEqual(1);
  });

  test('is asked again after a pause, and everything is as before', async () => {
    server.status = 503;
    await expect(ask(signWith(first))).rejects.toMatchObject(unavailable);
    server.status = 200;
    pass(4);
    expect(await ask(signWith(first))).toEqual({ user: 'ada' });
  });

  test('does not excuse a token that could never hold', async () => {
    server.status = 503;
    await expect(authenticate(undefined)).rejects.toMatchObject({ code: 'authentication_required' });
    await expect(ask('no-token')).rejects.toMatchObject(invalid);
  });
});
