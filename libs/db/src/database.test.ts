import { inspect } from 'node:util';
import { eq, inArray, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { getAvatar } from './avatars/get-avatar.ts';
import { createDatabase, type Transaction } from './database.ts';
import { avatarProfiles } from './schema/avatars.ts';
import { seedAvatar } from './testing/seed.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);

afterAll(() => database.close());

it('gives what is written to the user of the transaction', async () => {
  const avatarId = await database.db.asUser('ash', seedAvatar);
  const rows = await database.ownerSql`select user_id from avatar_profiles where id = ${avatarId}`;
  expect(rows).toEqual([{ user_id: 'ash' }]);
});

it('forgets the user at the end of the transaction, on the same connection', async () => {
  const single = createDatabase({
    url: database.appUrl,
    maxConnections: 1,
    applicationName: 'one connection',
  });
  await single.asUser('ash', seedAvatar);
  const visible = await single.db.select().from(avatarProfiles);
  expect(visible).toEqual([]);
  await expect(single.db.insert(avatarProfiles).values({ name: 'Nobody', backstory: '' })).rejects.toThrow();
  await single.close();
});

it('takes back everything when the work throws, and throws the same error', async () => {
  const failure = new Error('the work failed');
  let avatarId = '';
  const work = database.db.asUser('ash', async (tx) => {
    avatarId = await seedAvatar(tx);
    throw failure;
  });
  await expect(work).rejects.toBe(failure);
  await expect(database.db.asUser('ash', (tx) => getAvatar(tx, avatarId))).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('does nothing for nobody', async () => {
  await expect(database.db.asUser('', seedAvatar)).rejects.toMatchObject({ code: 'authentication_required' });
});

it('says that the database cannot be reached when the connection is refused', async () => {
  const nowhere = createDatabase({
    url: 'postgresql://nobody:secret@127.0.0.1:1/nothing',
    maxConnections: 1,
    applicationName: 'nowhere',
  });
  await expect(nowhere.asUser('ash', seedAvatar)).rejects.toMatchObject({
    code: 'database_unavailable',
    retryable: true,
  });
  await nowhere.close();
});

it('says that the database cannot be reached when the connection is cut, and goes on with a new one', async () => {
  const single = createDatabase({ url: database.appUrl, maxConnections: 1, applicationName: 'to be cut' });
  const cut = single.asUser('ash', async (tx) => {
    await database.ownerSql`
      select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'to be cut'
    `;
    await tx.execute(sql`select 1`);
  });
  await expect(cut).rejects.toMatchObject({ code: 'database_unavailable' });
  await expect(single.asUser('ash', seedAvatar)).resolves.toEqual(expect.any(String));
  await single.close();
});

it('keeps the texts of people out of the errors it throws', async () => {
  const secret = 'what nobody else should read';
  const failures = [
    { changes: { backstory: secret }, where: eq(sql`1 / 0`, 1), code: '22012' },
    { changes: { backstory: secret, name: sql`null` }, where: undefined, code: '23502' },
  ];
  await database.db.asUser('ash', seedAvatar);
  for (const { changes, where, code } of failures) {
    const failing = database.db.asUser('ash', (tx) => tx.update(avatarProfiles).set(changes).where(where));
    const error: unknown = await failing.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code });
    expect(inspect(error, { depth: 10 })).not.toContain(secret);
  }
});

it('writes nothing, and says so, when the work ignored that a query failed', async () => {
  let avatarId = '';
  const ignoring = database.db.asUser('ash', async (tx) => {
    avatarId = await seedAvatar(tx);
    await tx.execute(sql`select 1 / 0`).catch(() => undefined);
  });
  await expect(ignoring).rejects.toThrow('nothing of its transaction was written');
  await expect(database.db.asUser('ash', (tx) => getAvatar(tx, avatarId))).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('answers queries that are asked at once in their order', async () => {
  const answers = await database.db.asUser('ash', (tx) =>
    Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const { rows } = await tx.execute(
          sql`select ${index}::integer as number, ${'x'.repeat(index)} as text`,
        );
        return rows[0];
      }),
    ),
  );
  expect(answers).toEqual(answers.map((_, index) => ({ number: index, text: 'x'.repeat(index) })));
});

it('writes nothing of queries that are asked at once where one fails, and goes on with the connection', async () => {
  const single = createDatabase({ url: database.appUrl, maxConnections: 1, applicationName: 'at once' });
  const fails = (tx: Transaction) => tx.execute(sql`select 1 / 0`);
  for (const at of [0, 1, 2]) {
    const avatarIds: string[] = [];
    const failing = single.asUser('ash', async (tx) => {
      const insert = async (): Promise<void> => void avatarIds.push(await seedAvatar(tx));
      const queries = [insert, insert];
      queries.splice(at, 0, async () => void (await fails(tx)));
      await Promise.all(queries.map((query) => query()));
    });
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    const found = await single.asUser('ash', (tx) =>
      tx.select().from(avatarProfiles).where(inArray(avatarProfiles.id, avatarIds)),
    );
    expect(found).toEqual([]);
  }
  await single.close();
});

it('fails with what the work threw where a query is still under way', async () => {
  const failure = new Error('the work failed');
  const work = database.db.asUser('ash', async (tx) => {
    const slow = tx.execute(sql`select pg_sleep(0.2)`);
    slow.catch(() => undefined);
    await Promise.resolve();
    throw failure;
  });
  await expect(work).rejects.toBe(failure);
});

it('does not begin what is asked for a user that PostgreSQL does not take', async () => {
  const nameless = 'a \u0000 zero';
  const asked = database.db.asUser(nameless, seedAvatar);
  await expect(asked).rejects.toThrow();
  const [{ count } = { count: -1 }] = await database.ownerSql`
    select count(*)::integer from avatar_profiles where user_id not in ('ash', 'misty')
  `;
  expect(count).toBe(0);
});

it('answers when it is asked whether it is there', async () => {
  await expect(database.db.ping()).resolves.toBeUndefined();
});

it('stores texts that PostgreSQL cannot hold with replacement characters in place of what it cannot', async () => {
  const avatarId = await database.db.asUser('ash', seedAvatar);
  const broken = `zero \u0000, half an emoji ${'😀'.slice(0, 1)}`;
  await database.db.asUser('ash', (tx) =>
    tx
      .update(avatarProfiles)
      .set({ backstory: broken, traits: [broken] })
      .where(eq(avatarProfiles.id, avatarId)),
  );
  const avatar = await database.db.asUser('ash', (tx) => getAvatar(tx, avatarId));
  expect(avatar.backstory).toBe('zero \uFFFD, half an emoji \uFFFD');
  expect(avatar.traits).toEqual([avatar.backstory]);
});
