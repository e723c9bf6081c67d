import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chatReplySchema } from '@understudy/domain/chat/chat';
import { seedEverything } from '@understudy/db/testing/seed';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allEvents } from '../testing/event-reader.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

/** A provider that speaks OpenAI's streaming protocol and answers "Hey you", as long as its mode is `works`. */
let mode: 'works' | 'breaks off' | 'rejects the key';
const provider: Server = createServer((_request, response) => {
  if (mode === 'rejects the key') {
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end('{"error":{"message":"Incorrect API key","code":"invalid_api_key"}}');
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (part: object) =>
    response.write(
      `data: ${JSON.stringify({ id: '1', object: 'chat.completion.chunk', model: 'm', ...part })}\n\n`,
    );
  send({ choices: [{ index: 0, delta: { role: 'assistant', content: 'Hey ' }, finish_reason: null }] });
  if (mode === 'breaks off') return void setTimeout(() => response.destroy(), 20);
  send({ choices: [{ index: 0, delta: { content: 'you' }, finish_reason: 'stop' }] });
  send({ choices: [], usage: { prompt_tokens: 12, completion_tokens: 2, total_tokens: 14 } });
  response.end('data: [DONE]\n\n');
});

let api: TestApi;
let address: string;
let versionId: string;
const user = 'ada';
const json = { message: 'Hello' };
beforeAll(async () => {
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  const { port } = provider.address() as AddressInfo;
  api = await startTestApi({ OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1` });
  const seeded = await api.database.db.asUser(user, seedEverything);
  address = `/api/avatars/${seeded.avatarId}/chat`;
  ({ versionId } = seeded);
});
afterAll(async () => {
  await api.close();
  provider.close();
});

const stream = () =>
  api.request(address, { method: 'POST', user, json, headers: { accept: 'text/event-stream' } });

describe('chat', () => {
  test('answers as JSON, with the version that spoke', async () => {
    mode = 'works';
    const response = await api.request(address, { method: 'POST', user, json, headers: { accept: '*/*' } });
    expect(response.status).toBe(200);
    expect(chatReplySchema.parse(await response.json())).toMatchObject({
      reply: 'Hey you',
      prompt_version_id: versionId,
      simulated_provider: true,
      usage: { input_tokens: 12, output_tokens: 2 },
    });
  });

  test('streams the answer as it is written, and the whole at the end', async () => {
    mode = 'works';
    const events = await allEvents(await stream());
    expect(events.map(({ event }) => event)).toEqual(['delta', 'delta', 'done']);
    expect(events[0]?.data).toEqual({ text: 'Hey ' });
    expect(chatReplySchema.parse(events[2]?.data).reply).toBe('Hey you');
  });

  test('that fails before the first word is answered with its own status', async () => {
    mode = 'rejects the key';
    const response = await stream();
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ code: 'provider_key_rejected' });
  });

  test('that fails later says so in the last event', async () => {
    mode = 'breaks off';
    const events = await allEvents(await stream());
    expect(events.map(({ event }) => event)).toEqual(['delta', 'error']);
    expect(events[1]?.data).toMatchObject({ code: expect.stringMatching(/^provider_/) });
  });

  test('asks for words', async () => {
    const response = await api.request(address, { method: 'POST', user, json: { message: '  ' } });
    expect(await response.json()).toMatchObject({
      errors: [{ field: 'message', message: 'Write a message' }],
    });
  });
});
