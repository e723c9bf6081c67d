import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Transaction } from './database.ts';
import { avatarProfiles } from './schema/avatars.ts';
import { seedAvatar } from './testing/seed.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);
afterAll(() => database.close());

/** Statements that the connection of a transaction has prepared. */
const prepared = async (tx: Transaction): Promise<unknown[]> =>
  (await tx.execute(sql`select statement from pg_prepared_statements`)).rows;

const find = (tx: Transaction, id: string) =>
  tx.select({ id: avatarProfiles.id }).from(avatarProfiles).where(eq(avatarProfiles.id, id));

it('prepares what is asked often, and answers the same to every user as before', async () => {
  const avatarId = await database.db.asUser('ash', (tx) => seedAvatar(tx));
  const found = [];
  for (let time = 0; time < 12; time += 1) {
    const user = time % 2 === 0 ? 'ash' : 'brock';
    found.push((await database.db.asUser(user, (tx) => find(tx, avatarId))).length);
  }
  expect(found).toEqual([1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0]);
  const texts = await database.db.asUser('ash', prepared);
  expect(JSON.stringify(texts)).toContain('from \\"avatar_profiles\\"');
});

it('does not prepare what is asked once, or has no parameters', async () => {
  await database.db.asUser('misty', async (tx) => {
    const before = (await prepared(tx)).length;
    for (let time = 0; time < 12; time += 1) {
      await tx.execute(sql`select 1 as seldom`);
      await tx.execute(sql`select ${time} as ${sql.raw(`"number ${String(time)}"`)}`);
    }
    expect((await prepared(tx)).length).toBe(before);
  });
});

it('goes on with a connection on which a prepared statement has failed', async () => {
  await database.db.asUser('ash', async (tx) => {
    for (let time = 0; time < 8; time += 1)
      expect((await tx.execute(sql`select 10 / ${5}::integer as quotient`)).rows).toEqual([{ quotient: 2 }]);
  });
  const divide = (by: number) =>
    database.db.asUser('ash', (tx) => tx.execute(sql`select 10 / ${by}::integer as quotient`));
  await expect(divide(0)).rejects.toThrow();
  expect((await divide(2)).rows).toEqual([{ quotient: 5 }]);
});
