import { avatarSchema } from '@understudy/domain/avatars/avatar';
import { trainingSessionSchema } from '@understudy/domain/training-sessions/training-session';
import { register } from 'prom-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.close());
beforeEach(() => register.resetMetrics());

const lines = async (pattern: RegExp): Promise<string[]> =>
  (await register.metrics()).split('\n').filter((line) => pattern.test(line));
const counts = () => lines(/^understudy_http_request_duration_seconds_count/);

describe('the metrics of requests', () => {
  it('count by operation, whatever the address is in full', async () => {
    for (const id of ['01a1fd52-42d9-749b-a9a5-d652b8d3334b', '01a1fd52-42d9-749b-a9a5-d652b8d3334c'])
      await api.request(`/api/runs/${id}`, { user: 'ann' });
    expect(await counts()).toEqual([
      'understudy_http_request_duration_seconds_count{operation="getRun",method="GET",status="404"} 2',
    ]);
    expect(await lines(/^understudy_problems_total/)).toEqual([
      'understudy_problems_total{code="not_found"} 2',
    ]);
  });

  it('have one name for all addresses that do not exist, and for all methods that do not', async () => {
    await api.request('/of/ann', { headers: { accept: 'application/json' } });
    await api.request('/api/runs', { method: 'PROPFIND', user: 'ann' });
    expect((await counts()).toSorted()).toEqual([
      'understudy_http_request_duration_seconds_count{operation="none",method="GET",status="404"} 1',
      'understudy_http_request_duration_seconds_count{operation="none",method="other",status="405"} 1',
    ]);
  });

  it('say how many event streams are open, and leave them out of the times', async () => {
    const created = await api.request('/api/avatars', { method: 'POST', user: 'ann', json: { name: 'Ash' } });
    const { id } = avatarSchema.parse(await created.json());
    const body = new FormData();
    body.set('instructions', 'Be brief.');
    const path = `/api/avatars/${id}/training-sessions`;
    const started = await api.request(path, { method: 'POST', user: 'ann', body });
    const { run } = trainingSessionSchema.parse(await started.json());
    register.resetMetrics();
    const leave = new AbortController();
    const stream = await api.request(`/api/runs/${run.id}/events`, {
      user: 'ann',
      headers: { accept: 'text/event-stream' },
      signal: leave.signal,
    });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    expect(await lines(/^understudy_event_streams_open/)).toEqual(['understudy_event_streams_open 1']);
    leave.abort();
    await expect
      .poll(() => lines(/^understudy_event_streams_open/))
      .toEqual(['understudy_event_streams_open 0']);
    expect(await counts()).toEqual([]);
  });
});
