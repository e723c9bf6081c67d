import { problemDetailsSchema } from '@understudy/domain/errors/problem-details';
import { runSchema } from '@understudy/domain/runs/run';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startTestApi, type TestApi } from '../testing/test-api.ts';
import { seedRun } from '../testing/training-run.ts';

let api: TestApi;
const user = 'ada';
beforeAll(async () => {
  api = await startTestApi({ TEMPORAL_UI_URL: '' });
});
afterAll(() => api.close());

async function steer(runId: string, how: string) {
  const response = await api.request(`/api/runs/${runId}/${how}`, { method: 'POST', user });
  return { status: response.status, body: await response.json() };
}

describe('runs', () => {
  test('are listed by status, kind and avatar', async () => {
    const queued = await seedRun(api, 'lister');
    const failed = await seedRun(api, 'lister', 'failed');
    const list = async (query: string) => {
      const response = await api.request(`/api/runs?${query}`, { user: 'lister' });
      const { items } = z.object({ items: z.array(runSchema) }).parse(await response.json());
      return items.map(({ id }) => id);
    };
    expect(await list('')).toEqual([failed.runId, queued.runId]);
    expect(await list('status=queued')).toEqual([queued.runId]);
    expect(await list(`kind=training_session&avatar_id=${failed.avatarId}`)).toEqual([failed.runId]);
  });

  test('have no link to Temporal where its page has no address', async () => {
    const { runId, sessionId } = await seedRun(api, user);
    const run = runSchema.parse(await (await api.request(`/api/runs/${runId}`, { user })).json());
    expect(run.links).toEqual({
      self: `/api/runs/${runId}`,
      events: `/api/runs/${runId}/events`,
      subject: `/api/training-sessions/${sessionId}`,
      temporal_ui: null,
    });
  });
});

describe('cancel', () => {
  test('ends a run that has no workflow yet, whether or not Temporal is there', async () => {
    const { runId } = await seedRun(api, user);
    expect(await steer(runId, 'cancel')).toMatchObject({ status: 202, body: { status: 'cancelled' } });
  });
});

describe.each(['cancel', 'pause', 'resume'])('%s', (how) => {
  test.each(['completed', 'failed', 'cancelled'] as const)(
    'is refused for a run that is %s',
    async (status) => {
      const { runId } = await seedRun(api, user, status);
      const refused = await steer(runId, how);
      expect(refused).toMatchObject({ status: 409, body: { code: 'conflict' } });
      expect(problemDetailsSchema.parse(refused.body).detail).toContain(status);
    },
  );
});

describe('retry', () => {
  test('queues a failed run again, one attempt more', async () => {
    const { runId } = await seedRun(api, user, 'failed');
    expect(await steer(runId, 'retry')).toMatchObject({
      status: 202,
      body: { status: 'queued', attempt: 2 },
    });
  });

  test.each([undefined, 'running', 'completed'] as const)('is refused for one that is %s', async (status) => {
    const { runId } = await seedRun(api, user, status);
    expect(await steer(runId, 'retry')).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });
});

describe('deleting an avatar', () => {
  test('is refused while one of its runs has not ended', async () => {
    const { avatarId, runId } = await seedRun(api, user, 'running');
    const refused = await api.request(`/api/avatars/${avatarId}`, { method: 'DELETE', user });
    expect(refused.status).toBe(409);
    expect(problemDetailsSchema.parse(await refused.json()).detail).toContain(runId);
  });
});

describe('while Temporal is away', () => {
  test.each(['pause', 'resume', 'cancel'])('%s of a running run says so', async (how) => {
    const { runId } = await seedRun(api, user, 'running');
    expect(await steer(runId, how)).toMatchObject({
      status: 503,
      body: { code: 'orchestrator_unavailable' },
    });
  });

  test('the process is alive but not ready, and says what is missing', async () => {
    expect((await api.request('/healthz')).status).toBe(200);
    const ready = await api.request('/readyz');
    expect(ready.status).toBe(503);
    expect(ready.headers.get('retry-after')).toBe('2');
    expect(await ready.json()).toMatchObject({
      code: 'orchestrator_unavailable',
      retry_after: 2,
      errors: [{ field: 'temporal', message: 'Temporal does not answer.' }],
    });
  });
});
