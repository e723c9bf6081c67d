import { newId } from '@understudy/db/new-id';
import { problemDetailsSchema } from '@understudy/domain/errors/problem-details';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allOperations } from '../all-operations.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

async function refusalOf(method: string, path: string, json?: unknown) {
  const response = await api.request(path, { method, user: 'ada', ...(json === undefined ? {} : { json }) });
  return { status: response.status, problem: problemDetailsSchema.parse(await response.json()) };
}

const guarded = allOperations
  .filter(({ security }) => security === 'bearer')
  .map(({ id, method, path, params }) => {
    const filled = path.replaceAll(':format', 'jsonl').replaceAll(/:\w+/g, newId());
    return { id, method, path: params === undefined ? path : filled };
  });

describe('a parameter that an operation does not have', () => {
  test.each(guarded)('is refused by $id', async ({ method, path }) => {
    const { status, problem } = await refusalOf(method.toUpperCase(), `${path}?serach=x`);
    expect(status).toBe(422);
    expect(problem.errors).toContainEqual({
      field: 'serach',
      message: expect.stringMatching(/^Is not known here. (The parameters are |This address takes no)/),
    });
  });

  test('is told which ones there are', async () => {
    const { problem } = await refusalOf('GET', '/api/training/examples?q=%22((');
    expect(problem.detail).toContain('q: Is not known here. The parameters are avatar_id, search, kind,');
  });

  test('removes nothing where the scope is written in the wrong place', async () => {
    const { problem } = await refusalOf('POST', `/api/training/clear?avatar_id=${newId()}`, {
      confirm: true,
    });
    expect(problem.errors).toEqual([
      { field: 'avatar_id', message: 'Is not known here. This address takes no parameters.' },
    ]);
  });

  test('is refused in the body of a download link, and in the form of an upload', async () => {
    const link = await refusalOf('POST', '/api/training/download-links', { format: 'csv', sarch: 'x' });
    expect(link.problem.errors).toMatchObject([{ field: 'sarch' }]);
    const body = new FormData();
    body.append('file', new File(['{"prompt":"a","completion":"b"}'], 'a.jsonl'));
    body.append('previw', 'true');
    const response = await api.request('/api/training/upload', { method: 'POST', user: 'ada', body });
    expect(response.status).toBe(422);
    expect(problemDetailsSchema.parse(await response.json()).errors).toMatchObject([{ field: 'previw' }]);
  });

  test('does no harm at addresses that are open to everybody', async () => {
    expect((await api.request('/healthz?utm_source=x')).status).toBe(200);
  });
});
