import { afterAll, beforeAll, expect, it } from 'vitest';
import { getBudget } from '../budget/user-budget.ts';
import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { seedAvatar, seedEverything } from '../testing/seed.ts';
import { someMonth } from '../testing/seed-auto-train.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { deleteAvatar } from './delete-avatar.ts';
import { getAvatar } from './get-avatar.ts';
import { listAvatars } from './list-avatars.ts';
import { listAvatarStorageKeys } from './list-avatar-storage-keys.ts';
import { updateAvatar } from './update-avatar.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);

afterAll(() => database.close());

const as = <Result>(user: string, work: (tx: Transaction) => Promise<Result>) =>
  database.db.asUser(user, work);

it('counts what belongs to an avatar', async () => {
  await as('ash', seedEverything);
  const { avatarId, versionId } = await as('ash', seedEverything);
  expect(await as('ash', (tx) => getAvatar(tx, avatarId))).toMatchObject({
    name: 'Ash',
    traits: ['curious', 'stubborn'],
    mbti: 'ENFP',
    active_prompt_version_id: versionId,
    active_prompt_version_number: 1,
    prompt_version_count: 1,
    training_session_count: 1,
    training_example_count: 2,
  });
});

it('changes what is named, and leaves the rest', async () => {
  const avatarId = await as('ash', seedAvatar);
  const before = await as('ash', (tx) => getAvatar(tx, avatarId));
  const after = await as('ash', (tx) => updateAvatar(tx, avatarId, { mbti: null, traits: ['patient'] }));
  expect(after).toEqual({ ...before, mbti: null, traits: ['patient'], updated_at: after.updated_at });
  expect(after.updated_at > before.updated_at).toBe(true);
});

it('stores texts that PostgreSQL has no place for, with a mark in their place', async () => {
  const broken = {
    name: 'A\u0000sh',
    backstory: '\uD83D',
    traits: ['\u0000'],
    mbti: null,
    base_model: 'gpt\u0000',
  };
  const avatarId = await as('ash', seedAvatar);
  const stored = await as('ash', (tx) => updateAvatar(tx, avatarId, broken));
  expect(stored).toMatchObject({
    name: 'A\uFFFDsh',
    backstory: '\uFFFD',
    traits: ['\uFFFD'],
    base_model: 'gpt\uFFFD',
  });
});

it('lists avatars newest first, and on from a cursor', async () => {
  const ids = [
    await as('brock', seedAvatar),
    await as('brock', seedAvatar),
    await as('brock', seedAvatar),
  ].reverse();
  const first = await as('brock', (tx) => listAvatars(tx, { limit: 2 }));
  expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  const rest = await as('brock', (tx) =>
    listAvatars(tx, { limit: 2, cursor: first.next_cursor ?? undefined }),
  );
  expect(rest).toMatchObject({ items: [{ id: ids[2] }], next_cursor: null });
  await expect(as('brock', (tx) => listAvatars(tx, { limit: 2, cursor: 'page 2' }))).rejects.toMatchObject({
    code: 'malformed_request',
  });
});

it('deletes everything that belongs to an avatar, and nothing else', async () => {
  const kept = await as('gary', seedEverything);
  const { avatarId } = await as('gary', seedEverything);
  // Tables without a reference belong to the user alone; months keep what was spent. The seeded import, batch and
  // training file are of no avatar, and stay with their run.
  const tables = await database.ownerSql`
    select tablename from pg_tables
    where schemaname = 'public' and tablename not in ('budget_caps', 'budget_months', 'notifications', 'user_settings',
      'runs', 'run_events', 'training_imports', 'training_import_faults', 'training_files', 'fine_tune_batches',
      'uploads')
  `;
  const countRows = async () => {
    const counts: Record<string, number> = {};
    for (const { tablename } of tables) {
      const rows =
        await database.ownerSql`select from ${database.ownerSql(tablename)} where user_id = 'gary'`;
      counts[tablename] = rows.length;
    }
    return counts;
  };
  const ofTwo = await countRows();
  expect(await as('gary', (tx) => listAvatarStorageKeys(tx, avatarId))).toHaveLength(3);
  await as('gary', (tx) => deleteAvatar(tx, avatarId));
  const ofOne = await countRows();
  expect(Object.values(ofOne).every((count) => count > 0)).toBe(true);
  expect(ofTwo).toEqual(
    Object.fromEntries(Object.entries(ofOne).map(([table, count]) => [table, count * 2])),
  );
  expect(await as('gary', (tx) => getAvatar(tx, kept.avatarId))).toMatchObject({ prompt_version_count: 1 });
});

it('gives back what runs of a deleted avatar had set aside', async () => {
  const { avatarId } = await as('jessie', seedEverything);
  expect(await as('jessie', (tx) => getBudget(tx, someMonth))).toMatchObject({
    reserved: { usd: 0.01, tokens: 900 },
  });
  await as('jessie', (tx) => deleteAvatar(tx, avatarId));
  expect(await as('jessie', (tx) => getBudget(tx, someMonth))).toMatchObject({
    reserved: { usd: 0, tokens: 0 },
  });
});

it('does not know, change or delete avatars of other users', async () => {
  const avatarId = await as('ash', seedAvatar);
  const notFound = { code: 'not_found' };
  for (const id of [avatarId, newId()]) {
    await expect(as('misty', (tx) => getAvatar(tx, id))).rejects.toMatchObject(notFound);
    await expect(as('misty', (tx) => updateAvatar(tx, id, { name: 'Mine' }))).rejects.toMatchObject(notFound);
    await expect(as('misty', (tx) => deleteAvatar(tx, id))).rejects.toMatchObject(notFound);
  }
  expect(await as('ash', (tx) => getAvatar(tx, avatarId))).toMatchObject({ name: 'Ash' });
});
