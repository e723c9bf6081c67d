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
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]), body };
}

describe('a request that cannot be read', () => {
  test.each([
    ['headers that are too long', `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(70_000)}\r\n\r\n`, 431],
    ['an address that is too long', `GET /${'x'.repeat(70_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
    ['what is none of HTTP', 'SSH-2.0-OpenSSH_9.2\r\n\r\n', 400],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400],
  ])('is answered with problem details: %s', async (_what, text, status) => {
    const answer = await send(text);
    expect(answer.status).toBe(status);
    const problem = problemDetailsSchema.parse(JSON.parse(answer.body));
    expect(problem).toMatchObject({
      status,
      code: status === 431 ? 'request_header_too_large' : 'malformed_request',
    });
  });

  test('is none with the longest question that may be asked in a query', async () => {
    const longest = encodeURIComponent('狐'.repeat(2_000));
    const answered = await api.request(`/api/knowledge/search?q=${longest}`, { user: 'ada' });
    expect(answered.status).toBe(200);
  });
});
