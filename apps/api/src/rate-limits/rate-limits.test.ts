import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allOperations } from '../all-operations.ts';
import { startTestApi, type TestApi, type TestRequest } from '../testing/test-api.ts';
import { seedRun } from '../testing/training-run.ts';
import { rateLimitKindOf } from './rate-limit-kind.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({
    RATE_LIMIT_WINDOW_SECONDS: '3600',
    RATE_LIMIT_READS: '3',
    RATE_LIMIT_WRITES: '2',
    RATE_LIMIT_ANONYMOUS: '4',
    RATE_LIMIT_STREAMS: '1',
    TRUSTED_PROXIES: 'loopback',
  });
});
afterAll(() => api.close());

/** The statuses of so many requests, one after the other. */
async function statuses(count: number, path: string, options: TestRequest): Promise<number[]> {
  const found: number[] = [];
  for (let number = 0; number < count; number += 1) found.push((await api.request(path, options)).status);
  return found;
}

const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });

describe('a user', () => {
  test('is told what is left, and with one request too many when there is room again', async () => {
    const answers: Response[] = [];
    for (let count = 0; count < 4; count += 1) {
      answers.push(await api.request('/api/avatars', { user: 'ada' }));
    }
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(answers.map(({ headers }) => headers.get('ratelimit'))).toEqual(
      [2, 1, 0, 0].map((left) => expect.stringMatching(new RegExp(`^"reads"; r=${left}; t=3(600|59\\d)$`))),
    );
    const refused = answers.at(-1);
    expect(refused?.headers.get('ratelimit-policy')).toMatch(/^"reads"; q=3; w=3600; pk=:.+:$/);
    expect(refused?.headers.get('content-type')).toContain('application/problem+json');
    const seconds = Number(refused?.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(3_500);
    expect(await refused?.json()).toMatchObject({
      status: 429,
      code: 'rate_limited',
      detail: `There were more than 3 requests that read in 3600 seconds. Try again in ${seconds} seconds.`,
      retry_after: seconds,
    });
  });

  test('does not use up what another one has, nor what another kind of request has', async () => {
    expect(await statuses(4, '/api/runs', { user: 'ben' })).toEqual([200, 200, 200, 429]);
    expect(await statuses(1, '/api/runs', { user: 'cleo' })).toEqual([200]);
    const avatar = { user: 'ben', method: 'POST', json: { name: 'Mia' } };
    expect(await statuses(3, '/api/avatars', avatar)).toEqual([201, 201, 429]);
  });

  test('counts the same from every address', async () => {
    const user = 'dora';
    expect(await statuses(2, '/api/runs', { user, ...from('198.51.100.1') })).toEqual([200, 200]);
    expect(await statuses(2, '/api/runs', { user, ...from('198.51.100.2') })).toEqual([200, 429]);
  });

  test('has so many event streams open, and may open another when one is closed', async () => {
    const { runId } = await seedRun(api, 'eve');
    const path = `/api/runs/${runId}/events`;
    const end = new AbortController();
    expect((await api.request(path, { user: 'eve', signal: end.signal })).status).toBe(200);
    const refused = await api.request(path, { user: 'eve' });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await refused.json()).toMatchObject({
      code: 'rate_limited',
      detail: 'You have as many event streams open as you may have: 1. Close one. Try again in 5 seconds.',
    });
    end.abort();
    await expect.poll(() => api.log.some((line) => line.includes('"aborted":true'))).toBe(true);
    const again = await api.request(path, { user: 'eve' });
    expect(again.status).toBe(200);
    await again.body?.cancel();
  });
});

describe('an address', () => {
  test('that asks without a valid token is refused with 401, then with 429', async () => {
    const options = { headers: { 'x-forwarded-for': '203.0.113.7', authorization: 'Bearer none' } };
    expect(await statuses(5, '/api/avatars', options)).toEqual([401, 401, 401, 401, 429]);
    expect(await statuses(1, '/api/avatars', { user: 'fay', ...from('203.0.113.7') })).toEqual([200]);
  });

  test('counts with its whole network where it is an IPv6 address', async () => {
    expect(await statuses(4, '/api/avatars', from('2001:db8:0:1::1'))).toEqual([401, 401, 401, 401]);
    expect(await statuses(1, '/api/avatars', from('2001:db8:0:1:ffff::2'))).toEqual([429]);
    expect(await statuses(1, '/api/avatars', from('2001:db8:7::1'))).toEqual([401]);
  });

  test('may ask for development tokens as often as for anything else', async () => {
    const options = { method: 'POST', json: { user: 'gil' }, ...from('203.0.113.9') };
    expect(await statuses(5, '/auth/development-token', options)).toEqual([200, 200, 200, 200, 429]);
  });
});

test('health is never limited', async () => {
  expect(await statuses(8, '/healthz', {})).toEqual(Array.from({ length: 8 }, () => 200));
});

test('an address behind no trusted proxy cannot give itself another one', async () => {
  const direct = await startTestApi({ RATE_LIMIT_ANONYMOUS: '1' });
  const answers = [];
  for (const address of ['203.0.113.1', '203.0.113.2']) {
    answers.push((await direct.request('/api/avatars', from(address))).status);
  }
  await direct.close();
  expect(answers).toEqual([401, 429]);
});

test('every operation counts as something, and only health as nothing', () => {
  const kinds = Map.groupBy(allOperations, rateLimitKindOf);
  const idsOf = (kind: ReturnType<typeof rateLimitKindOf>) => kinds.get(kind)?.map(({ id }) => id) ?? [];
  expect(idsOf(undefined).sort()).toEqual(['getHealth', 'getReadiness']);
  expect(idsOf('anonymous').sort()).toEqual([
    'createDevelopmentToken',
    'downloadByLink',
    'listTrainingGenres',
  ]);
  expect(idsOf('chat').sort()).toEqual(['chatWithAvatar', 'compareModels', 'comparePromptVersionAnswers']);
  expect(idsOf('uploads')).toEqual(
    expect.arrayContaining(['createTrainingSession', 'uploadTrainingExamples', 'createKnowledgeDocument']),
  );
  expect(idsOf('starts')).toEqual(expect.arrayContaining(['createAutoTrainBatch', 'createFineTuneJob']));
});
