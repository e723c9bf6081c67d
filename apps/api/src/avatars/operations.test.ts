import { avatarSchema, type Avatar } from '@understudy/domain/avatars/avatar';
import { pageOf } from '@understudy/domain/http/page';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const ash = { name: 'Ash', traits: ['curious'], mbti: 'ENFP' };

async function createAvatar(user: string): Promise<Avatar> {
  const response = await api.request('/api/avatars', { method: 'POST', user, json: ash });
  expect(response.status).toBe(201);
  return avatarSchema.parse(await response.json());
}

describe('avatars', () => {
  test('an avatar is created, read under its Location, changed and deleted', async () => {
    const created = await api.request('/api/avatars', { method: 'POST', user: 'ada', json: ash });
    expect(created.status).toBe(201);
    const location = created.headers.get('location') ?? '';
    expect(await created.json()).toMatchObject({ ...ash, backstory: '', prompt_version_count: 0 });

    const changed = await api.request(location, { method: 'PATCH', user: 'ada', json: { mbti: null } });
    expect(await changed.json()).toMatchObject({ name: 'Ash', mbti: null });

    expect((await api.request(location, { method: 'DELETE', user: 'ada' })).status).toBe(204);
    expect((await api.request(location, { user: 'ada' })).status).toBe(404);
  });

  test.each(['http://127.0.0.1/x', '../../x', 'a b', 'a?b', ' '])(
    'no avatar speaks by a model called “%s”',
    async (base_model) => {
      const answer = await api.request('/api/avatars', {
        method: 'POST',
        user: 'ada',
        json: { ...ash, base_model },
      });
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({ errors: [{ field: 'base_model' }] });
    },
  );

  test.each(['gpt-5.4-mini', 'meta-llama/Llama-3.3-70B-Instruct:groq', 'ft:gpt-4.1-mini:org::a1', 'a/b@c#d'])(
    'one may speak by %s',
    async (base_model) => {
      const json = { ...ash, base_model };
      expect((await api.request('/api/avatars', { method: 'POST', user: 'ada', json })).status).toBe(201);
    },
  );

  test('the list is paged, newest first', async () => {
    const first = await createAvatar('paul');
    const second = await createAvatar('paul');
    const page = pageOf('AvatarTestPage', avatarSchema).parse(
      await (await api.request('/api/avatars?limit=1', { user: 'paul' })).json(),
    );
    expect(page).toMatchObject({ items: [{ id: second.id }] });
    const next = await api.request(`/api/avatars?limit=1&cursor=${page.next_cursor}`, { user: 'paul' });
    expect(await next.json()).toMatchObject({ items: [{ id: first.id }], next_cursor: null });
  });
});
