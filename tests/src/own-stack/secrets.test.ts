import { createServer } from 'node:http';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startStack, type TestStack } from '@understudy/stack/test-stack';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newUser, type ApiClient } from '../support/api-client.ts';

/** One that looks like a key, and one that looks like nothing. */
const openaiKey = 'sk-live-Zq81mKx04Tn7Lw';
const togetherKey = 'morning dew 4711 of a key';
const privateWords = ['Wolfgang Amadeus', 'lives at Lindenallee 77', 'allergic to walnuts'];

/** A provider that refuses everybody, and repeats in its refusal what it was sent: key, headers and texts. */
const echo = createServer((request, response) => {
  void text(request).then((body) => {
    const message = `Incorrect API key provided: ${openaiKey}. ${JSON.stringify(request.headers)} ${body}`;
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { message, type: 'invalid_request_error', code: null } }));
  });
});

let stack: TestStack;
let user: ApiClient;
let token: string;
const answers: string[] = [];
beforeAll(async () => {
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  const address = echo.address();
  if (address === null || typeof address === 'string') throw new Error('The provider has no address');
  stack = await startStack({
    environment: {
      OPENAI_BASE_URL: `http://127.0.0.1:${address.port}/v1`,
      OPENAI_API_KEY: openaiKey,
      TOGETHER_API_KEY: togetherKey,
      LOG_LEVEL: 'debug',
    },
  });
  user = await newUser(stack);
  token = user.token;
});
afterAll(async () => {
  await stack?.stop();
  echo.close();
});

async function send(path: string, init: RequestInit = {}): Promise<void> {
  const headers = new Headers(init.headers);
  if (!headers.has('authorization')) headers.set('authorization', `Bearer ${token}`);
  answers.push(await (await fetch(`${stack.apiUrl}${path}`, { ...init, headers })).text());
}

/** What every process of the stack has logged. */
async function logs(): Promise<string> {
  const folder = join(stack.stateFolder, 'logs');
  const files = (await readdir(folder)).filter((name) => /^(?:api|worker)/.test(name));
  expect(files.length).toBeGreaterThanOrEqual(2);
  return (await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))).join('');
}

/** The whole history of a workflow, payloads decoded. */
async function historyOf(workflowId: string): Promise<string> {
  const connection = await Connection.connect({ address: stack.temporalAddress });
  const history = await new Client({ connection }).workflow.getHandle(workflowId).fetchHistory();
  await connection.close();
  return JSON.stringify(history, (_key, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
  );
}

describe('secrets and personal texts', () => {
  it('are in no log, no answer about an error and no history of Temporal', async () => {
    const json = { 'content-type': 'application/json' };
    const avatar = await user.createAvatar();
    const message = `I am ${privateWords[0]}, who ${privateWords[1]}`;
    // A token in every place where one could get by mistake, and texts in every place where they belong.
    await send(`/api/avatars?token=${token}&access_token=${token}&q=${encodeURIComponent(message)}`);
    await send('/api/nothing', { headers: { 'x-api-key': openaiKey, cookie: `token=${token}` } });
    await send('/api/avatars', { headers: { authorization: `Basic ${token}` } });
    await send('/api/avatars', {
      method: 'POST',
      headers: json,
      body: `{"name": "${message}", "token": "${token}"`,
    });
    await send(`/api/avatars/${avatar.id}/chat`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ message }),
    });
    const content =
      `15/04/2024, 18:02 - Ben: Hello\n15/04/2024, 18:03 - Mia: I am ${privateWords[2]}\n`.repeat(5);
    const session = await user.train(avatar.id, {
      files: [{ name: 'chat.txt', content }],
      avatarSpeaker: 'Mia',
      instructions: message,
    });
    const run = await user.runEnded(session.run.id);
    expect(run.status).toBe('failed');

    const places = {
      logs: await logs(),
      answers: answers.join('\n'),
      history: await historyOf(run.id),
      run: JSON.stringify(run),
    };
    expect(places.logs).toContain(run.id);
    expect(places.history).toContain(run.id);
    for (const [place, found] of Object.entries(places)) {
      for (const secret of [openaiKey, togetherKey, stack.developmentSecret, token]) {
        expect(found.includes(secret), `a secret (${secret.slice(0, 8)}…) in: ${place}`).toBe(false);
      }
    }
    for (const words of privateWords) {
      for (const place of ['logs', 'history'] as const) {
        expect(places[place].includes(words), `“${words}” in: ${place}`).toBe(false);
      }
    }
  });
});
