import { problemDetailsSchema } from '@understudy/domain/errors/problem-details';
import {
  trainingImportPageSchema,
  trainingImportSchema,
} from '@understudy/domain/training-center/contracts/import-examples';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

/** Temporal is down: what is uploaded stays received. */
let api: TestApi;
const user = 'ada';
beforeAll(async () => {
  api = await startTestApi({ TRAINING_UPLOAD_LIMIT_MB: '1' });
});
afterAll(() => api.close());

const line = '{"instruction": "a", "output": "b"}\n';
const nobodyWaits = 'respond-async';

function upload(content: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('file', new Blob([content]), 'C:\\data\\my examples.jsonl');
  return api.request('/api/training/upload', {
    method: 'POST',
    user,
    body,
    headers: { prefer: nobodyWaits, ...headers },
  });
}

const problemOf = async (response: Response) => problemDetailsSchema.parse(await response.json());

describe('an upload', () => {
  test('is queued and answered at once where nobody waits', async () => {
    const response = await upload(line, { preview: 'true', mode: '', near_duplicates: 'skip' });
    expect(response.status).toBe(202);
    expect(response.headers.get('preference-applied')).toBe(nobodyWaits);
    const queued = trainingImportSchema.parse(await response.json());
    expect(response.headers.get('location')).toBe(`/api/training/imports/${queued.import_id}`);
    expect(queued).toMatchObject({
      status: 'receiving',
      file_name: 'my examples.jsonl',
      bytes: line.length,
      counts: { records: 0 },
    });
    const list = await api.request('/api/training/imports?limit=1', { user });
    const page = trainingImportPageSchema.parse(await list.json());
    expect(page.items[0]).toMatchObject({ import_id: queued.import_id });
  });

  test('that comes twice at once is one import, and one file in storage', async () => {
    const content = line.repeat(3);
    const before = (await api.storedKeys()).length;
    const answers = await Promise.all([upload(content), upload(content)]);
    const bodies = await Promise.all(
      answers.map(async (answer) => trainingImportSchema.parse(await answer.json())),
    );
    expect(bodies[0]?.import_id).toBe(bodies[1]?.import_id);
    expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')).toHaveLength(1);
    expect(await api.storedKeys()).toHaveLength(before + 1);
  });

  test.each([
    ['a wrong choice', { mode: 'some' }, 422, 'mode'],
    ['two wrong choices', { duplicates: 'yes', near_duplicates: 'no' }, 422, 'duplicates'],
    ['no avatar of the user', { avatar_id: '0198c4f2-7d6a-7b1e-9c3d-2f5a8b7c6d4e' }, 404, undefined],
  ])('with %s is refused, and nothing of it is kept', async (_, fields, status, field) => {
    const before = await api.storedKeys();
    const problem = await problemOf(await upload(line, fields));
    expect(problem).toMatchObject({ status });
    expect(problem.errors?.[0]?.field).toBe(field);
    expect(await api.storedKeys()).toEqual(before);
  });

  test('without a file, and of two files, is refused', async () => {
    const body = new FormData();
    body.append('mode', 'partial');
    const empty = await api.request('/api/training/upload', { method: 'POST', user, body });
    expect(await problemOf(empty)).toMatchObject({ status: 422, errors: [{ field: 'file' }] });
    for (const name of ['a', 'b']) body.append('file', new Blob([line]), name);
    const two = await api.request('/api/training/upload', { method: 'POST', user, body });
    expect(await problemOf(two)).toMatchObject({ status: 422, errors: [{ field: 'file' }] });
  });

  test('that is larger than allowed is refused by its size', async () => {
    const before = await api.storedKeys();
    const slightly = await problemOf(await upload('x'.repeat(1024 * 1024 + 1)));
    expect(slightly).toMatchObject({ status: 413, code: 'file_too_large', errors: [{ field: 'file' }] });
    expect(slightly.detail).toContain('larger than 1 MB');
    const much = await problemOf(await upload('x'.repeat(4 * 1024 * 1024)));
    expect(much).toMatchObject({ status: 413, code: 'payload_too_large' });
    expect(await api.storedKeys()).toEqual(before);
  });
});

describe('an import that has not begun', () => {
  test('is cancelled, and there is nothing to confirm; undone, it removes nothing', async () => {
    const { import_id } = trainingImportSchema.parse(await (await upload(line.repeat(9))).json());
    const path = `/api/training/imports/${import_id}`;
    const confirm = await api.request(`${path}/confirm`, { method: 'POST', user, json: {} });
    expect(await problemOf(confirm)).toMatchObject({ status: 409, code: 'conflict' });
    const early = await api.request(`${path}/examples`, { method: 'DELETE', user });
    expect(await problemOf(early)).toMatchObject({ code: 'conflict' });
    await api.request(`${path}/cancel`, { method: 'POST', user });
    const read = trainingImportSchema.parse(await (await api.request(path, { user })).json());
    expect(read).toMatchObject({ status: 'cancelled', success: false });
    const undo = await api.request(`${path}/examples`, { method: 'DELETE', user });
    expect(await undo.json()).toMatchObject({ success: true, removed: 0, removal_id: null });
    const faults = await api.request(`${path}/faults`, { user });
    expect((await faults.text()).split('\r\n')).toEqual(['line,column,field,code,reason,what_to_do', '']);
  });
});
