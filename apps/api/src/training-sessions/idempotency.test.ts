import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { avatarSchema } from '@understudy/domain/avatars/avatar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
const user = 'ada';
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

/** The parts of a session that are compared; of problem details, these are empty. */
const sessionParts = z.looseObject({
  id: z.string().default(''),
  run: z.object({ id: z.string() }).default({ id: '' }),
});
type Answer = z.infer<typeof sessionParts> & { replayed: boolean; httpStatus: number };

async function newAvatar(): Promise<string> {
  const response = await api.request('/api/avatars', { method: 'POST', user, json: { name: 'Ash' } });
  return avatarSchema.parse(await response.json()).id;
}

async function train(avatarId: string, text: string, key?: string): Promise<Answer> {
  const form = new FormData();
  form.append('files[]', new Blob([text]), 'chat.txt');
  const response = await api.request(`/api/avatars/${avatarId}/training-sessions`, {
    method: 'POST',
    user,
    body: form,
    headers: key === undefined ? {} : { 'idempotency-key': key },
  });
  const replayed = response.headers.get('idempotent-replayed') === 'true';
  return { ...sessionParts.parse(await response.json()), replayed, httpStatus: response.status };
}

function endRun(runId: string): Promise<unknown> {
  return api.dependencies.database.asUser(user, (tx) =>
    appendRunEvent(tx, {
      runId,
      type: 'run_failed',
      level: 'error',
      phase: 'version',
      message: 'Failed.',
      update: { status: 'failed' },
    }),
  );
}

describe('with an Idempotency-Key', () => {
  test('the same request is answered with the same run, and its files are not kept twice', async () => {
    const avatar = await newAvatar();
    const first = await train(avatar, 'A: hi', 'key-1');
    const stored = await api.storedKeys();
    await endRun(first.run.id);
    const second = await train(avatar, 'A: hi', 'key-1');
    expect(second).toMatchObject({
      id: first.id,
      run: { id: first.run.id },
      replayed: true,
      httpStatus: 202,
    });
    expect(first.replayed).toBe(false);
    expect(await api.storedKeys()).toEqual(stored);
  });

  test('another request is refused', async () => {
    const avatar = await newAvatar();
    await train(avatar, 'A: hi', 'key-2');
    const stored = await api.storedKeys();
    expect(await train(avatar, 'A: bye', 'key-2')).toMatchObject({
      httpStatus: 422,
      code: 'idempotency_key_reused',
    });
    expect(await api.storedKeys()).toEqual(stored);
  });

  test('the key must be visible ASCII', async () => {
    expect(await train(await newAvatar(), 'A: hi', 'two words')).toMatchObject({
      httpStatus: 422,
      errors: [{ field: 'idempotency-key', message: 'Give 1 to 200 visible ASCII characters' }],
    });
  });
});

describe('without one', () => {
  test('an identical request is a repeat until the run has ended, and a new one afterwards', async () => {
    const avatar = await newAvatar();
    const first = await train(avatar, 'A: hi');
    expect(await train(avatar, 'A: hi')).toMatchObject({ id: first.id, replayed: true });
    await endRun(first.run.id);
    const second = await train(avatar, 'A: hi');
    expect(second.id).not.toBe(first.id);
    expect(await train(avatar, 'A: hi')).toMatchObject({ id: second.id, replayed: true });
    await endRun(second.run.id);
    expect(await train(avatar, 'A: hi')).toMatchObject({ replayed: false });
  });

  test('two at the same moment make one run', async () => {
    const avatar = await newAvatar();
    const answers = await Promise.all(Array.from({ length: 8 }, () => train(avatar, 'A: hi')));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  });

  test('another text, or another avatar, is another request', async () => {
    const avatar = await newAvatar();
    const first = await train(avatar, 'A: hi');
    expect((await train(avatar, 'A: bye')).id).not.toBe(first.id);
    expect((await train(await newAvatar(), 'A: hi')).id).not.toBe(first.id);
  });
});
