import OpenAI from 'openai';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createSimulator } from '../app.ts';
import { listen } from '../listen.ts';
import type { RunningSimulator } from '../listen.ts';
import { faultHeader } from './parse-fault-header.ts';

let simulator: RunningSimulator;
let client: OpenAI;
let now = 1_800_000_000_000;

beforeEach(async () => {
  simulator = await listen(createSimulator({ now: () => now }));
  client = new OpenAI({ apiKey: 'sk-test', baseURL: `${simulator.url}/v1`, maxRetries: 0, timeout: 5000 });
});
afterEach(() => simulator.close());

const ask = (fault?: string) =>
  client.chat.completions.create(
    { model: 'gpt-5', messages: [{ role: 'user', content: 'Tell me about boats, please.' }] },
    { headers: fault === undefined ? {} : { [faultHeader]: fault } },
  );

async function admin(method: string, path: string, body?: unknown) {
  const answer = await fetch(`${simulator.url}/admin/${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return z.looseObject({}).parse(await answer.json());
}

test.each([
  ['rate_limit', 429, 'rate_limit_exceeded'],
  ['quota_exhausted', 429, 'insufficient_quota'],
  ['server_error', 500, null],
  ['unavailable', 503, null],
  ['invalid_api_key', 401, 'invalid_api_key'],
  ['model_not_found', 404, 'model_not_found'],
])('%s by header is answered with %i', async (kind, status, code) => {
  await expect(ask(kind)).rejects.toMatchObject({ status, code });
  await expect(ask()).resolves.toMatchObject({ object: 'chat.completion' });
});

test('a rate limit names how long to wait, in seconds and milliseconds', async () => {
  const error: unknown = await ask('rate_limit;retry_after=1.5').catch((reason: unknown) => reason);
  const headers = error instanceof OpenAI.APIError ? error.headers : undefined;
  expect(headers?.get('retry-after')).toBe('2');
  expect(headers?.get('retry-after-ms')).toBe('1500');
});

test('a call before the named time is counted as early, one after it is not', async () => {
  await ask('rate_limit;retry_after=10').catch(() => undefined);
  now += 4000;
  await ask();
  now += 6001;
  await ask();
  const report = await admin('GET', 'calls');
  expect(report).toMatchObject({ total: 3, early_after_rate_limit: 1 });
  expect(z.array(z.looseObject({ early_by_ms: z.number().nullable() })).parse(report['calls'])).toMatchObject(
    [{ early_by_ms: null }, { early_by_ms: 6000 }, { early_by_ms: null }],
  );
});

test('the official client waits as long as it was told and then succeeds', async () => {
  await admin('POST', 'faults', { kind: 'rate_limit', retry_after: 0.3 });
  const started = performance.now();
  await client.chat.completions.create(
    { model: 'gpt-5', messages: [{ role: 'user', content: 'Hi' }] },
    { maxRetries: 2 },
  );
  expect(performance.now() - started).toBeGreaterThanOrEqual(290);
});

test('a rule fires only where it matches, and only as often as it says', async () => {
  await admin('POST', 'faults', { kind: 'server_error', match: { model: 'gpt-4o' }, times: 2 });
  await ask();
  const other = () =>
    client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] });
  await expect(other()).rejects.toMatchObject({ status: 500 });
  await expect(other()).rejects.toMatchObject({ status: 500 });
  await other();
  expect(await admin('GET', 'faults')).toMatchObject({
    fired: { server_error: 2 },
    faults: [{ kind: 'server_error', fired: 2, remaining: 0 }],
  });
});

test('a rule for a schema leaves other calls alone', async () => {
  await admin('POST', 'faults', { kind: 'unavailable', match: { schema: 'verdict', path: '/v1/chat' } });
  await ask();
  const judged = client.chat.completions.create({
    model: 'gpt-5',
    messages: [{ role: 'user', content: 'Judge.' }],
    response_format: { type: 'json_schema', json_schema: { name: 'verdict', schema: { type: 'object' } } },
  });
  await expect(judged).rejects.toMatchObject({ status: 503 });
});

test('a probability fires again and again, on the same calls for the same seed', async () => {
  const outcomes = async () => {
    await admin('POST', 'reset');
    await admin('POST', 'faults', { kind: 'server_error', probability: 0.5, seed: 7 });
    const all = [];
    for (let call = 0; call < 20; call++)
      all.push(
        await ask()
          .then(() => 'ok')
          .catch(() => 'failed'),
      );
    return all;
  };
  const first = await outcomes();
  expect(new Set(first)).toEqual(new Set(['ok', 'failed']));
  expect(await outcomes()).toEqual(first);
});

test('a call that times out is held until the client leaves, and is recorded as unanswered', async () => {
  const impatient = client.chat.completions.create(
    { model: 'gpt-5', messages: [{ role: 'user', content: 'Hi' }] },
    { timeout: 150, headers: { [faultHeader]: 'timeout' } },
  );
  await expect(impatient).rejects.toBeInstanceOf(OpenAI.APIConnectionTimeoutError);
  await expect
    .poll(async () => (await admin('GET', 'calls'))['calls'])
    .toMatchObject([{ fault: 'timeout', completed: false, in_flight: false, status: 499 }]);
});

test('a truncated stream breaks off in the middle, without [DONE]', async () => {
  const stream = await client.chat.completions.create(
    { model: 'gpt-5', messages: [{ role: 'user', content: 'Write a story about rain.' }], stream: true },
    { headers: { [faultHeader]: 'truncated_stream' } },
  );
  const finishes: string[] = [];
  let text = '';
  const read = async () => {
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? '';
      if (chunk.choices[0]?.finish_reason) finishes.push(chunk.choices[0].finish_reason);
    }
  };
  await read().catch(() => undefined);
  expect(text.length).toBeGreaterThan(0);
  expect(finishes).toEqual([]);
  expect((await admin('GET', 'calls'))['calls']).toMatchObject([
    { completed: false, fault: 'truncated_stream' },
  ]);
});

test('a whole answer can be truncated as well, after as many bytes as asked', async () => {
  await expect(ask('truncated_stream;after_bytes=40')).rejects.toThrow();
});

test('malformed JSON is no JSON', async () => {
  await expect(ask('malformed_json')).rejects.toThrow(SyntaxError);
});

test('malformed output is a valid envelope around content that does not parse', async () => {
  const completion = await client.chat.completions.create(
    {
      model: 'gpt-5',
      messages: [{ role: 'user', content: 'Judge.' }],
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'verdict',
          schema: { type: 'object', properties: { score: { type: 'number' } } },
        },
      },
    },
    { headers: { [faultHeader]: 'malformed_output' } },
  );
  expect(() =>
    z
      .string()
      .transform((text) => z.unknown().parse(JSON.parse(text)))
      .parse(completion.choices[0]?.message.content),
  ).toThrow();
});

test('a refusal and a content filter are told apart', async () => {
  expect((await ask('refusal')).choices[0]?.message).toMatchObject({
    content: null,
    refusal: expect.stringContaining("can't"),
  });
  expect((await ask('content_filter')).choices[0]?.finish_reason).toBe('content_filter');
});

test('latency delays the one call, or all of them when set for all', async () => {
  const took = async (fault?: string) => {
    const started = performance.now();
    await ask(fault);
    return performance.now() - started;
  };
  expect(await took('latency;latency_ms=200')).toBeGreaterThanOrEqual(200);
  await admin('POST', 'latency', { ms: 120 });
  expect(await took()).toBeGreaterThanOrEqual(120);
  await admin('POST', 'reset');
  expect(await took()).toBeLessThan(115);
});

test('the latency set for all delays what is refused, too, and a client that leaves in it is not answered', async () => {
  await admin('POST', 'latency', { ms: 120 });
  const started = performance.now();
  const refused = client.chat.completions.create({
    model: 'missing-model',
    messages: [{ role: 'user', content: 'Hi.' }],
  });
  await expect(refused).rejects.toMatchObject({ status: 404 });
  expect(performance.now() - started).toBeGreaterThanOrEqual(115);
  const left = new AbortController();
  const leaving = client.chat.completions.create(
    { model: 'gpt-5', messages: [{ role: 'user', content: 'Hello.' }] },
    { signal: left.signal },
  );
  setTimeout(() => left.abort(), 40);
  await expect(leaving).rejects.toThrow();
  await expect.poll(async () => JSON.stringify(await admin('GET', 'calls'))).toContain('"status":499');
  await admin('POST', 'reset');
});

test('an unknown fault is an error, not a passed test', async () => {
  await expect(ask('rate_limti')).rejects.toMatchObject({ status: 400, param: faultHeader });
  expect(await admin('POST', 'faults', { kind: 'nothing' })).toHaveProperty('error');
});

test('equal calls have equal digests, and a reset forgets all of them', async () => {
  await ask();
  await ask();
  await ask('latency;latency_ms=1');
  const { calls } = await admin('GET', 'calls');
  const digests = z.array(z.looseObject({ request_digest: z.string() })).parse(calls);
  expect(new Set(digests.map(({ request_digest }) => request_digest)).size).toBe(1);
  expect(await admin('GET', 'calls?since=2')).toMatchObject({ total: 3, calls: [{ id: 3 }] });
  await admin('POST', 'reset');
  expect(await admin('GET', 'calls')).toMatchObject({ total: 0, calls: [], by_path: {} });
});
