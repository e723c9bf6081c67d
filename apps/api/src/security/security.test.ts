import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

const friend = 'https://friend.example';
const stranger = 'https://stranger.example';

let closed: TestApi;
let open: TestApi;
beforeAll(async () => {
  closed = await startTestApi();
  open = await startTestApi({ CORS_ORIGINS: `${friend}, http://localhost:5173` });
});
afterAll(async () => {
  await closed.close();
  await open.close();
});

/** Headers that let a page of another origin do something. */
const permissions = ({ headers }: Response) =>
  [...headers].filter(([name]) => name.startsWith('access-control-'));

const preflight = (origin: string) => ({
  method: 'OPTIONS',
  headers: {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type',
  },
});

describe('a page of another origin', () => {
  test('may do nothing, unless it is listed', async () => {
    for (const [api, origin] of [
      [closed, friend],
      [closed, 'null'],
      [open, stranger],
      [open, 'null'],
      [open, `${friend}.evil.example`],
    ] as const) {
      const headers = { origin };
      expect(permissions(await api.request('/api/avatars', preflight(origin))), origin).not.toContainEqual([
        'access-control-allow-origin',
        expect.anything(),
      ]);
      const answer = await api.request('/api/avatars', { user: 'ada', headers });
      expect(permissions(answer).map(([name]) => name)).not.toContain('access-control-allow-origin');
    }
  });

  test('may ask and read where it is listed, without cookies', async () => {
    const asked = await open.request('/api/avatars', preflight(friend));
    expect(asked.status).toBe(204);
    expect(Object.fromEntries(permissions(asked))).toMatchObject({
      'access-control-allow-origin': friend,
      'access-control-allow-methods': 'GET,HEAD,POST,PUT,PATCH,DELETE',
      'access-control-allow-headers': expect.stringContaining('Authorization,Content-Type'),
      'access-control-max-age': '600',
    });
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
    const answer = await open.request('/api/avatars', { user: 'ada', headers: { origin: friend } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe(friend);
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    expect(answer.headers.get('access-control-expose-headers')).toContain('Retry-After');
    expect(answer.headers.get('vary')).toContain('Origin');
  });

  test('may read refusals, too', async () => {
    const refused = await open.request('/api/avatars', { headers: { origin: friend } });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('access-control-allow-origin')).toBe(friend);
  });
});

describe('every answer', () => {
  test.each([
    ['an operation', '/api/avatars', 200],
    ['an error', '/api/nothing', 404],
    ['health', '/healthz', 200],
    ['the documentation', '/docs', 200],
    ['the OpenAPI document', '/openapi.json', 200],
    ['the list of problems', '/docs/problems', 200],
  ])('carries the security headers: %s', async (_what, path, status) => {
    const { headers, status: found } = await closed.request(path, { user: 'ada' });
    expect(found).toBe(status);
    const policy = headers.get('content-security-policy')?.split(';') ?? [];
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'self'",
        "script-src 'self'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'self'",
        "form-action 'self'",
      ]),
    );
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('server')).toBeNull();
  });

  test('of an operation is stored nowhere', async () => {
    const { headers } = await closed.request('/api/avatars', { user: 'ada' });
    expect(headers.get('cache-control')).toBe('no-store');
  });
});
