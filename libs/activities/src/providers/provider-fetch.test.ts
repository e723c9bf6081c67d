import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer, type Server } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchOf } from './pause-watch.ts';
import { createProviderGate } from './provider-gate.ts';
import { createProviderFetch } from './provider-fetch.ts';

let server: Server;
let address: string;
/** Paths that were asked for, in their order. */
const seen: (string | undefined)[] = [];
const headSchema = z.object({ response: z.object({ statusCode: z.int() }) });
const named = { milliseconds: 40, every: 10 };
let finishSlowly: () => void = () => undefined;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    seen.push(request.url);
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
      if (request.url === '/slowly-limited') {
        response.writeHead(429, { 'retry-after': '2' });
        response.flushHeaders();
        finishSlowly = () => response.end('{}');
        return;
      }
      if (request.url === '/now-and-then') {
        const limited = seen.length % named.every === 0;
        response.writeHead(
          limited ? 429 : 200,
          limited ? { 'retry-after-ms': String(named.milliseconds) } : {},
        );
        setTimeout(() => response.end('{}'), 3);
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

describe('a provider that asked to be left alone', () => {
  it('gets no request that waited for its connection when it did so', async () => {
    const gate = createProviderGate();
    const send = createProviderFetch(watchOf(gate, 'openai'));
    const seenBefore = seen.length;
    const early = send(`${address}/early`, { method: 'post', body: '{}' });
    gate.close('openai', 60_000);
    const answer = await early;
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after-ms'))).toBeGreaterThan(50_000);
    expect((await send(`${address}/late`, { method: 'post', body: '{}' })).status).toBe(429);
    expect(seen.slice(seenBefore)).toEqual([]);
  });

  it('is known to have done so when the head of its answer is read, before the rest of it has come', async () => {
    const gate = createProviderGate();
    const limited = createProviderFetch(watchOf(gate, 'openai'))(`${address}/slowly-limited`, {
      method: 'post',
      body: '{}',
    });
    await expect.poll(() => gate.closedFor('openai')).toBeGreaterThan(1_000);
    expect(await Promise.race([limited, nextTurn('still coming')])).toBe('still coming');
    expect(gate.closedFor('huggingface')).toBe(0);
    finishSlowly();
    expect((await limited).status).toBe(429);
  });

  it('is asked again when the time has passed', async () => {
    const gate = createProviderGate();
    const send = createProviderFetch(watchOf(gate, 'openai'));
    gate.close('openai', 30);
    await gate.pass('openai', new AbortController().signal);
    expect((await send(`${address}/`, { method: 'post', body: '{}' })).status).toBe(200);
  });

  it('gets nothing before the time that it names, however many calls are about to be made', async () => {
    const told: number[] = [];
    const sent: number[] = [];
    const onSent = () => void sent.push(performance.now());
    const onHead = (message: unknown) => {
      if (headSchema.parse(message).response.statusCode === 429) told.push(performance.now());
    };
    subscribe('undici:client:sendHeaders', onSent);
    subscribe('undici:request:headers', onHead);
    const gate = createProviderGate();
    const send = createProviderFetch(watchOf(gate, 'openai'));
    let left = 200;
    const worker = async () => {
      while (left > 0) {
        await gate.pass('openai', new AbortController().signal);
        const { status } = await send(`${address}/now-and-then`, { method: 'post', body: '{}' });
        if (status === 200) left -= 1;
      }
    };
    await Promise.all(Array.from({ length: 30 }, worker));
    unsubscribe('undici:client:sendHeaders', onSent);
    unsubscribe('undici:request:headers', onHead);
    expect(told.length).toBeGreaterThan(10);
    const tooSoon = sent.filter((at) => told.some((from) => at > from && at < from + named.milliseconds));
    expect(tooSoon).toEqual([]);
  });
});
