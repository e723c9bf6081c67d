import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createProviderFetch } from './provider-fetch.ts';

let server: Server;
let address: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (piece: string) => (body += piece));
    request.on('end', () => {
      if (request.url === '/slow') return;
      if (request.url === '/cut') {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{"half":');
        response.destroy();
        return;
      }
      response.writeHead(request.url === '/limited' ? 429 : 200, {
        'retry-after': '2',
        'set-cookie': ['a', 'b'],
      });
      response.end(JSON.stringify({ method: request.method, key: request.headers['authorization'], body }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The server has no port');
  address = `http://127.0.0.1:${String(bound.port)}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const post = (path: string, init: RequestInit = {}) =>
  createProviderFetch()(`${address}${path}`, {
    method: 'post',
    headers: { Authorization: 'Bearer key' },
    body: '{"wörld":"🌍"}',
    ...init,
  });

it('sends method, headers and body, and answers as the platform does', async () => {
  const response = await post('/');
  expect(response.ok).toBe(true);
  expect(await response.json()).toEqual({ method: 'POST', key: 'Bearer key', body: '{"wörld":"🌍"}' });
  expect(response.headers.getSetCookie()).toEqual(['a', 'b']);
});

it('hands on the status and the waiting time of a refusal', async () => {
  const response = await post('/limited');
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '2']);
});

it('fails when the answer is cut off, and when the call is aborted', async () => {
  await expect(post('/cut')).rejects.toThrow();
  await expect(post('/slow', { signal: AbortSignal.timeout(30) })).rejects.toThrow();
});

it('leaves requests without a text body to the platform', async () => {
  const response = await createProviderFetch()(`${address}/`, { method: 'GET' });
  expect(await response.json()).toMatchObject({ method: 'GET' });
});
