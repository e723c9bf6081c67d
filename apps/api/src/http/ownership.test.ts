import { seedEverything, type SeededSession } from '@understudy/db/testing/seed';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allOperations } from '../all-operations.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';
import type { Operation } from './operation.ts';

let api: TestApi;
let owned: SeededSession & { versionId: string };
beforeAll(async () => {
  api = await startTestApi();
  owned = await api.database.db.asUser('owner', seedEverything);
});
afterAll(() => api.close());

/** A valid body for every operation that takes one, so that the answer is about ownership and nothing else. */
const bodies: Record<string, unknown> = {
  createAvatar: { name: 'Gary' },
  updateAvatar: { name: 'Stolen' },
  rollbackPromptVersion: {},
  ratePromptVersion: { rating: 1 },
  comparePromptVersionAnswers: { questions: ['Who are you?'] },
  chatWithAvatar: { message: 'Who are you?' },
};

const guarded = allOperations
  .filter(({ security }) => security === 'bearer')
  .map((one) => [one.id, one] as const);

function addressOf({ path }: Operation): string {
  const id = path.startsWith('/api/avatars')
    ? owned.avatarId
    : path.startsWith('/api/training-sessions')
      ? owned.sessionId
      : path.startsWith('/api/runs')
        ? owned.runId
        : owned.versionId;
  return path.replaceAll(/:\w+/g, id);
}

function ask(operation: Operation, user?: string): Promise<Response> {
  const { id, method, body, multipart } = operation;
  const form = new FormData();
  form.set('instructions', 'Be brief.');
  return api.request(addressOf(operation), {
    method: method.toUpperCase(),
    ...(user === undefined ? {} : { user }),
    ...(body === undefined ? {} : { json: bodies[id] }),
    ...(multipart === undefined ? {} : { body: form }),
  });
}

describe('ownership', () => {
  test('the matrix has a body for every operation that takes one', () => {
    const taking = allOperations.filter(({ body, security }) => body !== undefined && security === 'bearer');
    expect(Object.keys(bodies).sort()).toEqual(taking.map(({ id }) => id).sort());
  });

  test.each(guarded)('%s asks nobody away with 401', async (_id, operation) => {
    const response = await ask(operation);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(await response.json()).toMatchObject({ code: 'authentication_required' });
  });

  test.each(guarded)('%s shows a stranger nothing', async (_id, operation) => {
    const response = await ask(operation, 'stranger');
    if (operation.params !== undefined) {
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ code: 'not_found' });
    } else {
      const text = await response.text();
      expect(response.status).toBeLessThan(300);
      for (const id of Object.values(owned)) expect(text).not.toContain(id);
    }
  });

  test.each(guarded.filter(([, { method, params }]) => method === 'get' && params !== undefined))(
    '%s shows the owner what is theirs',
    async (_id, operation) => {
      expect((await ask(operation, 'owner')).status).toBe(200);
    },
  );

  test('nothing of the owner has changed', async () => {
    const avatar = await (await api.request(`/api/avatars/${owned.avatarId}`, { user: 'owner' })).json();
    expect(avatar).toMatchObject({ name: 'Ash', active_prompt_version_id: owned.versionId });
    expect(await api.storedKeys()).toEqual([]);
  });
});
