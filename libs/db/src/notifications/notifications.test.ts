import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { getUserSettings, setUserSettings } from '../user-settings/user-settings.ts';
import { insertNotification, listNotifications, markRead } from './notifications.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);

afterAll(() => database.close());

const tell = (user: string, dedupeKey: string) =>
  database.db.asUser(user, (tx) =>
    insertNotification(tx, {
      kind: 'ready_for_fine_tuning',
      title: 'Ready for fine-tuning',
      body: 'There are 50 unused examples.',
      data: { unused_examples: 50 },
      dedupeKey,
    }),
  );
const list = (user: string, request: Parameters<typeof listNotifications>[1]) =>
  database.db.asUser(user, (tx) => listNotifications(tx, request));

it('tells each user once under a key, also when five say it at the same time', async () => {
  const told = await Promise.all(Array.from({ length: 5 }, () => tell('ash', 'ready 1')));
  expect(told.filter(({ inserted }) => inserted)).toHaveLength(1);
  expect(await tell('misty', 'ready 1')).toEqual({ inserted: true });
  expect((await list('ash', { limit: 5 })).items).toMatchObject([
    { kind: 'ready_for_fine_tuning', data: { unused_examples: 50 }, readAt: null },
  ]);
});

it('lists newest first, and what is unread alone', async () => {
  for (const key of ['one', 'two', 'three']) await tell('brock', key);
  const all = (await list('brock', { limit: 5 })).items.map(({ id }) => id);
  expect(all).toHaveLength(3);
  const [newest = '', , oldest = ''] = all;
  const read = (user: string, ids: string[]) => database.db.asUser(user, (tx) => markRead(tx, ids));
  expect(await read('misty', [newest])).toBe(0);
  expect(await read('brock', [newest])).toBe(1);
  expect(await read('brock', [newest])).toBe(0);
  const unread = await list('brock', { limit: 1, unreadOnly: true });
  expect(unread.items.map(({ id }) => id)).toEqual([all[1]]);
  const rest = await list('brock', { limit: 1, unreadOnly: true, cursor: unread.next_cursor ?? undefined });
  expect(rest).toMatchObject({ items: [{ id: oldest }], next_cursor: null });
});

it('keeps the settings of each user, the defaults until they choose', async () => {
  const read = (user: string) => database.db.asUser(user, getUserSettings);
  expect(await read('ash')).toEqual({ autoFineTune: false });
  for (const autoFineTune of [false, true]) {
    await database.db.asUser('ash', (tx) => setUserSettings(tx, { autoFineTune }));
  }
  expect(await read('ash')).toEqual({ autoFineTune: true });
  expect(await read('misty')).toEqual({ autoFineTune: false });
});
