import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { unwrap } from './answer.ts';
import { createUnderstudyClient } from './understudy-client.ts';

/** Says what it was asked; refuses who has no token; never answers `/api/runs/…`. */
function answer(request: IncomingMessage): { status: number; body: unknown } {
  if (request.headers.authorization === undefined) {
    const problem = { type: '/docs/problems#x', title: 'x', detail: 'Sign in.', status: 401 };
    return { status: 401, body: { ...problem, code: 'authentication_required' } };
  }
  return { status: 200, body: { asked: request.url, authorization: request.headers.authorization } };
}

let server: Server;
let baseUrl = '';
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url?.startsWith('/api/runs/') === true) return;
    const { status, body } = answer(request);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  baseUrl = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it('sends the token with typed operations and with what it fetches', async () => {
  const client = createUnderstudyClient({ baseUrl, token: 'ada' });
  const asked = { asked: '/api/budget', authorization: 'Bearer ada' };
  expect(await unwrap(client.api.GET('/api/budget'))).toEqual(asked);
  expect(await (await client.fetch('/api/budget')).json()).toEqual(asked);
});

it('asks for the token anew with every request', async () => {
  const tokens = ['first', 'second'];
  const client = createUnderstudyClient({ baseUrl, token: () => tokens.shift() ?? null });
  const authorizations = [await client.fetch('/'), await client.fetch('/')].map((response) =>
    response.json(),
  );
  expect(await Promise.all(authorizations)).toMatchObject([
    { authorization: 'Bearer first' },
    { authorization: 'Bearer second' },
  ]);
});

it('fails with what the API says', async () => {
  const client = createUnderstudyClient({ baseUrl, token: null });
  await expect(unwrap(client.api.GET('/api/budget'))).rejects.toMatchObject({
    name: 'ApiError',
    code: 'authentication_required',
    status: 401,
    message: 'Sign in.',
    retryable: false,
  });
});

it('says so when nobody answers', async () => {
  const client = createUnderstudyClient({ baseUrl: 'http://127.0.0.1:1', token: null });
  await expect(unwrap(client.api.GET('/api/budget'))).rejects.toMatchObject({
    code: 'unreachable',
    retryable: true,
  });
});

it('stops when it is told to', async () => {
  const client = createUnderstudyClient({ baseUrl, token: 'ada' });
  const stop = new AbortController();
  const asked = client.fetch('/api/runs/1/events', { signal: stop.signal });
  stop.abort();
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
});
