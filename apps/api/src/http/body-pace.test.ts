import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { problemDetailsSchema } from '@understudy/domain/errors/problem-details';
import express from 'express';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { listen, type RunningServer } from '../server.ts';
import { signTestToken, startTestApi, type TestApi } from '../testing/test-api.ts';
import { requireBodyPace } from './body-pace.ts';
import { handleErrors } from './handle-errors.ts';
import { readJsonBody } from './json-body.ts';
import { assignRequestId } from './request-id.ts';

/** A connection on which a request is written by hand. */
type Connection = { socket: Socket; answer: () => string; closed: Promise<unknown> };

const open: Socket[] = [];
afterEach(() => open.splice(0).forEach((socket) => socket.destroy()));

function ask(url: string, head: readonly string[], body: string): Connection {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  open.push(socket);
  let text = '';
  socket.setEncoding('utf8').on('data', (part) => (text += String(part)));
  socket.on('error', () => undefined);
  socket.write(`${[...head, 'Host: x'].join('\r\n')}\r\n\r\n${body}`);
  return { socket, answer: () => text, closed: once(socket, 'close') };
}

function read(answer: string) {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  return { head: head.toLowerCase(), problem: problemDetailsSchema.parse(JSON.parse(body)) };
}

describe('a body that does not come', () => {
  let server: RunningServer;
  beforeAll(async () => {
    const app = express();
    app.use(assignRequestId, requireBodyPace({ windowMs: 200, leastBytes: 10 }));
    app.post('/', async (request, response) => void response.json(await readJsonBody(request, response)));
    app.use(handleErrors(pino({ level: 'silent' })));
    server = await listen(app, { host: '127.0.0.1', port: 0 });
  });
  afterAll(() => server.close(0));

  const post = (length: number) => [
    'POST / HTTP/1.1',
    'Content-Type: application/json',
    `Content-Length: ${length}`,
  ];
  /** Sends one piece after the other, until the connection is closed. */
  const dribble = ({ socket }: Connection, pieces: string[]): void => {
    const timer = setInterval(() => {
      const piece = pieces.shift();
      if (piece !== undefined && socket.writable) socket.write(piece);
    }, 100);
    socket.once('close', () => clearInterval(timer));
  };

  test.each([
    ['nothing more', []],
    ['a byte now and then', Array.from({ length: 100 }, () => 'x')],
  ])('is answered with 408, and the connection is closed: %s', async (_what, pieces) => {
    const connection = ask(server.url, post(1_000), '{"a": "');
    dribble(connection, pieces);
    await connection.closed;
    const { head, problem } = read(connection.answer());
    expect(head).toContain('connection: close');
    expect(problem).toMatchObject({ status: 408, code: 'request_timeout' });
    expect(problem.detail).toContain('fewer than 10 bytes came in 0.2 seconds');
  });

  test('is waited for while it comes, however long that takes', async () => {
    const text = JSON.stringify({ a: 'x'.repeat(180) });
    const connection = ask(server.url, [...post(text.length), 'Connection: close'], '');
    dribble(connection, text.match(/.{1,10}/g) ?? []);
    await connection.closed;
    expect(connection.answer()).toContain('200 OK');
    expect(connection.answer()).toContain(text);
  });
});

describe('an answer before the body', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  const post = (...headers: string[]) => ['POST /api/avatars HTTP/1.1', ...headers];
  const json = 'Content-Type: application/json';

  const long = 'Content-Length: 1000000000';
  test.each<[number, string[]]>([
    [401, post(json, long)],
    [404, ['POST /api/nothing HTTP/1.1', json, long]],
    [405, ['PUT /api/avatars HTTP/1.1', json, long]],
    [413, post(json, long, 'Authorization: Bearer')],
    [415, post('Content-Type: text/plain', long, 'Authorization: Bearer')],
    [415, post('Content-Type: text/plain', 'Transfer-Encoding: chunked', 'Authorization: Bearer')],
  ])('is one, and then the connection is closed: %i', async (status, head) => {
    const token = await signTestToken('ada');
    const signed = head.map((line) => (line === 'Authorization: Bearer' ? `${line} ${token}` : line));
    const connection = ask(api.url, signed, '');
    await connection.closed;
    const answered = read(connection.answer());
    expect(answered.problem.status).toBe(status);
    expect(answered.head).toContain('connection: close');
  });

  test('does not keep the connection of a request that succeeded without its body', async () => {
    const connection = ask(api.url, ['GET /healthz HTTP/1.1', 'Content-Length: 1000000'], 'x');
    await connection.closed;
    expect(connection.answer()).toContain('200 OK');
  }, 20_000);

  test('is one to a body in chunks as soon as it is too large', async () => {
    const bearer = `Authorization: Bearer ${await signTestToken('ada')}`;
    const chunk = `${(5 * 1024 * 1024).toString(16)}\r\n${'x'.repeat(5 * 1024 * 1024)}\r\n`;
    const connection = ask(api.url, post(json, 'Transfer-Encoding: chunked', bearer), chunk);
    await connection.closed;
    expect(read(connection.answer()).problem.status).toBe(413);
  });

  test('reaches a client that is still sending', async () => {
    const { socket, answer, closed } = ask(api.url, post(json, 'Content-Length: 30000000'), '');
    const piece = 'x'.repeat(1_000_000);
    for (let sent = 0; sent < 30 && socket.writable; sent += 1) {
      if (!socket.write(piece)) await Promise.race([once(socket, 'drain'), closed]);
    }
    await closed;
    expect(read(answer()).problem.status).toBe(401);
  }, 20_000);

  test('keeps the connection where the body came at once', async () => {
    const { socket, answer } = ask(api.url, post(json, 'Content-Length: 2'), '{}');
    await once(socket, 'data');
    socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    await once(socket, 'close');
    expect(answer()).toMatch(/^HTTP\/1\.1 401 [\s\S]*HTTP\/1\.1 200 /);
    expect(answer().split('HTTP/1.1 200')[0]?.toLowerCase()).not.toContain('connection: close');
  });
});
