import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHuggingFaceChatModel } from './huggingface-chat-model.ts';
import { createHuggingFaceEmbeddingModel } from './huggingface-embedding-model.ts';

it('is for good where the client itself cannot ask a model', async () => {
  // Nobody listens there: nothing is sent.
  const model = createHuggingFaceChatModel({
    token: 'hf_test',
    endpointUrl: 'http://127.0.0.1:9',
    simulated: true,
    timeoutMs: 1_000,
  });
  const asked = model.complete({
    model: 'http://127.0.0.1/model',
    messages: [{ role: 'user', content: 'Hi' }],
  });
  await expect(asked).rejects.toMatchObject({
    code: 'provider_model_unavailable',
    message: expect.stringContaining('Choose another model'),
  });
});

describe('what a busy Hugging Face says', () => {
  let server: Server;
  let endpointUrl: string;
  let asked = 0;
  let status = 429;
  let headers: Record<string, string> = {};
  beforeAll(async () => {
    server = createServer((_request, response) => {
      asked += 1;
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify({ error: 'Too busy' }));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('The server has no address');
    endpointUrl = `http://127.0.0.1:${address.port}`;
  });
  beforeEach(() => void (asked = 0));
  afterAll(() => server.close());

  const settings = () => ({ token: 'hf_test', endpointUrl, simulated: true, timeoutMs: 2_000 });
  const request = { model: 'org/model', messages: [{ role: 'user' as const, content: 'Hi' }] };
  const readStream = async () => {
    for await (const _ of createHuggingFaceChatModel(settings()).stream(request));
  };
  const ways: [string, () => Promise<unknown>][] = [
    ['a completion', () => createHuggingFaceChatModel(settings()).complete(request)],
    ['a stream', readStream],
    ['vectors', () => createHuggingFaceEmbeddingModel('org/model', settings()).embed(['Hi'])],
  ];

  it.each(ways)('is kept, with the time that it names: %s', async (_what, ask) => {
    status = 429;
    headers = { 'retry-after': '7' };
    await expect(ask()).rejects.toMatchObject({ code: 'provider_rate_limited', retryAfterMs: 7_000 });
    expect(asked).toBe(1);
  });

  it.each(ways)('is not answered by asking again at once: %s', async (_what, ask) => {
    status = 503;
    headers = { 'retry-after': '20' };
    await expect(ask()).rejects.toMatchObject({ code: 'provider_unavailable', retryAfterMs: 20_000 });
    expect(asked).toBe(1);
  });

  it('may name no time', async () => {
    status = 429;
    headers = {};
    const failed = createHuggingFaceChatModel(settings()).complete(request);
    await expect(failed).rejects.toMatchObject({ code: 'provider_rate_limited', retryAfterMs: undefined });
  });
});
