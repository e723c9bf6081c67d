import { once } from 'node:events';
import { connect } from 'node:net';
import { problemDetailsSchema } from '@understudy/domain/errors/problem-details';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

/** Sends text over a connection of its own; what is answered until it is closed. */
async function send(text: string): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(api.url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.setEncoding('utf8').on('data', (part) => (answer += String(part)));
  socket.on('error', () => undefined);
  socket.write(text);
  await once(socket, 'close');
  const [head = '', body = ''] = answer.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '').split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]), body };
}

const codes: Record<number, string> = {
  400: 'malformed_request',
  417: 'expectation_failed',
  431: 'request_header_too_large',
};

describe('a request that cannot be read', () => {
  test.each([
    ['headers that are too long', `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(70_000)}\r\n\r\n`, 431],
    ['an address that is too long', `GET /${'x'.repeat(70_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
    ['too many headers', `GET / HTTP/1.1\r\nHost: x\r\n${'a: b\r\n'.repeat(1_000)}\r\n`, 431],
    ['no host', 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['two hosts', 'GET /healthz HTTP/1.1\r\nHost: x\r\nHost: y\r\nConnection: close\r\n\r\n', 400],
    [
      'an unknown expectation',
      'GET /healthz HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\nConnection: close\r\n\r\n',
      417,
    ],
    [
      'an unknown expectation beside a known one',
      'GET /healthz HTTP/1.1\r\nHost: x\r\nExpect: 100-continue, miracles\r\nConnection: close\r\n\r\n',
      417,
    ],
    ['what is none of HTTP', 'SSH-2.0-OpenSSH_9.2\r\n\r\n', 400],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400],
  ])('is answered with problem details: %s', async (_what, text, status) => {
    const answer = await send(text);
    expect(answer.status).toBe(status);
    const problem = problemDetailsSchema.parse(JSON.parse(answer.body));
    expect(problem).toMatchObject({
      status,
      code: codes[status],
    });
  });

  test('is none with as many bytes and headers as are said to be allowed', async () => {
    const bytes = `GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Long: ${'x'.repeat(65_480)}\r\n\r\n`;
    const headers = `GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${'a: b\r\n'.repeat(998)}\r\n`;
    expect((await send(bytes)).status).toBe(200);
    expect((await send(headers)).status).toBe(200);
  });

  test('is none of HTTP/1.0, which names no host', async () => {
    expect((await send('GET /healthz HTTP/1.0\r\n\r\n')).status).toBe(200);
  });

  test('is none with the longest question that may be asked in a query', async () => {
    const longest = encodeURIComponent('狐'.repeat(2_000));
    const answered = await api.request(`/api/knowledge/search?q=${longest}`, { user: 'ada' });
    expect(answered.status).toBe(200);
  });
});
