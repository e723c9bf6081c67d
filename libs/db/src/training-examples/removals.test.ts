import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getAvatar } from '../avatars/get-avatar.ts';
import { seedAvatar } from '../testing/seed.ts';
import { plainExample, seedExamples } from '../testing/seed-examples.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { listRemovals } from './list-removals.ts';
import { purgeRemovedExamples } from './purge-removed-examples.ts';
import { clearExamples, countExamples, removeExamples, withIds } from './remove-examples.ts';
import { restoreExamples } from './restore-examples.ts';

let database: TestDatabase;
let user: string;
let avatarId: string;
let ids: string[];

beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);
afterAll(() => database.close());
beforeEach(async (context) => {
  user = context.task.name;
  await database.db.asUser(user, async (tx) => {
    avatarId = await seedAvatar(tx);
    const ofAvatar = await seedExamples(tx, [plainExample({}), plainExample({})], avatarId);
    ids = [...ofAvatar, ...(await seedExamples(tx, [plainExample({})]))];
  });
});

const everything = { avatarId: null };
const total = () => database.db.asUser(user, (tx) => countExamples(tx, everything));
const clear = (scope: { avatarId: string | null }, expected?: number) =>
  database.db.asUser(user, (tx) => clearExamples(tx, scope, expected));
const removals = () => database.db.asUser(user, (tx) => listRemovals(tx, 10));

describe('clearing', () => {
  it('takes the examples of an avatar, and gives them back together', async () => {
    const { removed, removalId } = await clear({ avatarId }, 2);
    expect([removed, await total()]).toEqual([2, 1]);
    expect((await database.db.asUser(user, (tx) => getAvatar(tx, avatarId))).training_example_count).toBe(0);
    expect(await removals()).toMatchObject({
      total: 2,
      removals: [{ removal_id: removalId, removed: 2, avatar_id: avatarId }],
    });
    const restored = await database.db.asUser(user, (tx) =>
      restoreExamples(tx, { removal_id: removalId ?? '' }),
    );
    expect([restored, await total(), await removals()]).toEqual([3 - 1, 3, { total: 0, removals: [] }]);
  });

  it('removes nothing where there are others than expected', async () => {
    await expect(clear(everything, 2)).rejects.toMatchObject({ code: 'conflict' });
    expect(await total()).toBe(3);
  });

  it('of nothing is no removal', async () => {
    await clear(everything);
    expect(await clear(everything)).toMatchObject({ removed: 0, removalId: null });
    expect((await removals()).removals).toHaveLength(1);
  });
});

describe('restoring', () => {
  it('brings single examples back, and a second time harms nobody', async () => {
    const [first = '', second = ''] = ids;
    await database.db.asUser(user, (tx) => removeExamples(tx, everything, withIds([first, second])));
    const restore = () => database.db.asUser(user, (tx) => restoreExamples(tx, { ids: [first] }));
    expect(await restore()).toBe(1);
    expect(await restore()).toBe(0);
    expect([await total(), (await removals()).total]).toEqual([2, 1]);
  });

  it('does not know what is somebody else’s', async () => {
    const { removalId } = await clear(everything);
    const asked = database.db.asUser('gary', (tx) => restoreExamples(tx, { removal_id: removalId ?? '' }));
    await expect(asked).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('what was removed 30 days ago', () => {
  it('cannot be brought back, and is deleted for good', async () => {
    const { removalId } = await clear(everything);
    await database.ownerSql`
      update avatar_training_examples set removed_at = now() - interval '29 days' where user_id = ${user}`;
    expect(await purgeRemovedExamples(database.db, 100)).toBe(0);
    await database.ownerSql`
      update avatar_training_examples set removed_at = now() - interval '30 days 1 minute' where user_id = ${user}`;
    expect(await removals()).toEqual({ total: 0, removals: [] });
    const asked = database.db.asUser(user, (tx) => restoreExamples(tx, { removal_id: removalId ?? '' }));
    await expect(asked).rejects.toMatchObject({ code: 'not_found' });
    expect(await purgeRemovedExamples(database.db, 2)).toBe(2);
    expect(await purgeRemovedExamples(database.db, 2)).toBe(1);
    const left = await database.ownerSql`select from avatar_training_examples where user_id = ${user}`;
    expect(left).toHaveLength(0);
  });

  it('is all that the application role can delete of others', async () => {
    await clear(everything);
    const { rows } = await database.db.db.execute('select purge_removed_examples(0, 100) as purged');
    expect(rows).toEqual([{ purged: 0 }]);
  });
});
