import { getEventListeners, once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createOpenAIChatModel } from './openai-chat-model.ts';
import { withOwnSignal } from './with-own-signal.ts';

/** Waits until it is aborted, and throws the reason. */
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    const end = () => reject(signal.reason as Error);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end);
  });

describe('withOwnSignal', () => {
  it('is aborted when the given signal is, for the same reason', async () => {
    const lane = new AbortController();
    const working = withOwnSignal(lane.signal, untilAborted);
    const reason = new Error('cancelled');
    lane.abort(reason);
    await expect(working).rejects.toBe(reason);
  });

  it('is aborted from the beginning where the given signal is', async () => {
    const reason = new Error('cancelled before');
    await expect(withOwnSignal(AbortSignal.abort(reason), untilAborted)).rejects.toBe(reason);
  });

  it('works without a signal', async () => {
    expect(await withOwnSignal(undefined, (own) => Promise.resolve(own.aborted))).toBe(false);
  });

  it('leaves nothing on the given signal, whether the work succeeds or fails', async () => {
    const { signal } = new AbortController();
    const leaveListener = (own: AbortSignal) => {
      own.addEventListener('abort', () => undefined);
      return Promise.resolve();
    };
    await withOwnSignal(signal, leaveListener);
    await withOwnSignal(signal, () => Promise.reject(new Error('no'))).catch(() => undefined);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

it('keeps the official OpenAI client from piling up listeners on the signal of a lane', async () => {
  const answer = { model: 'm', choices: [{ finish_reason: 'stop', message: { content: 'Once.' } }] };
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The server has no port');
  const { signal } = new AbortController();
  const model = createOpenAIChatModel({
    apiKey: 'sk-test',
    baseUrl: `http://127.0.0.1:${String(bound.port)}/v1`,
    simulated: false,
    timeoutMs: 5_000,
    maxRetries: 0,
  });
  const ask = () => model.complete({ model: 'm', messages: [{ role: 'user', content: 'Tell.' }], signal });
  const [first] = await Promise.all([ask(), ask(), ask()]);
  expect(first.text).toBe('Once.');
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  server.closeAllConnections();
  server.close();
});
