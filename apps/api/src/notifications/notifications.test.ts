import { newId } from '@understudy/db/new-id';
import { insertNotification } from '@understudy/db/notifications/notifications';
import {
  notificationPageSchema,
  notificationSchema,
  type Notification,
} from '@understudy/domain/notifications/notification';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
const user = 'ada';
beforeAll(async () => {
  api = await startTestApi();
  for (const reader of [user, 'eve']) {
    for (const number of [1, 2, 3]) {
      await api.database.db.asUser(reader, (tx) =>
        insertNotification(tx, {
          kind: 'ready_for_fine_tuning',
          title: `Ready ${number}`,
          body: 'There are 50 examples.',
          data: { unused_examples: 50 },
          dedupeKey: `ready ${number}`,
        }),
      );
    }
  }
});
afterAll(() => api.close());

async function list(query = '', reader = user) {
  const response = await api.request(`/api/notifications?${query}`, { user: reader });
  return notificationPageSchema.parse(await response.json());
}

async function markRead(path: string): Promise<Response> {
  return api.request(`/api/notifications/${path}`, { method: 'POST', user });
}

const titles = (items: readonly Notification[]) => items.map(({ title }) => title);

test('notifications are paged newest first, with how many are unread', async () => {
  const first = await list('limit=2');
  expect(first).toMatchObject({
    unread_count: 3,
    items: [{ data: { unused_examples: 50 }, read_at: null }, {}],
  });
  expect(titles(first.items)).toEqual(['Ready 3', 'Ready 2']);
  const second = await list(`limit=2&cursor=${first.next_cursor}`);
  expect(titles(second.items)).toEqual(['Ready 1']);
  expect(second.next_cursor).toBeNull();
});

test('one is marked as read once, and the time of the first reading stays', async () => {
  const [newest] = (await list()).items;
  const first = notificationSchema.parse(await (await markRead(`${newest?.id}/read`)).json());
  expect(first.read_at).not.toBeNull();
  expect(notificationSchema.parse(await (await markRead(`${newest?.id}/read`)).json())).toEqual(first);
  const unread = await list('unread=true');
  expect(unread.unread_count).toBe(2);
  expect(titles(unread.items)).toEqual(['Ready 2', 'Ready 1']);
  expect((await markRead(`${newId()}/read`)).status).toBe(404);
});

test('all that is left is marked as read at once, and nobody else’s', async () => {
  expect(await (await markRead('read-all')).json()).toEqual({ marked_read: 2 });
  expect(await (await markRead('read-all')).json()).toEqual({ marked_read: 0 });
  expect(await list('unread=true')).toEqual({ items: [], next_cursor: null, unread_count: 0 });
  expect((await list('', 'eve')).unread_count).toBe(3);
});
