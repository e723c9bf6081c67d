import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askTogether } from './ask-together.ts';
import type { Transaction } from './database.ts';
import { avatarProfiles } from './schema/avatars.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);
afterAll(() => database.close());

const say = async (tx: Transaction, word: string): Promise<unknown> =>
  (await tx.execute(sql`select ${word}::text as word`)).rows[0]?.['word'];

/** Words that the database was asked for and when, as it saw them: each is a statement of its own. */
const ordered = sql<number>`nextval('pg_temp.asked')::integer`;

it('answers each, in order, whatever kind of question it is', async () => {
  const answers = await database.db.asUser('ash', (tx) =>
    askTogether([
      () => say(tx, 'one'),
      () =>
        tx.select({ id: avatarProfiles.id }).from(avatarProfiles).where(eq(avatarProfiles.name, 'nobody')),
      () => null,
      async () => `${String(await say(tx, 'four'))} and ${String(await say(tx, 'five'))}`,
    ]),
  );
  expect(answers).toEqual(['one', [], null, 'four and five']);
});

it('sends queries, statements and functions in the order in which they are listed', async () => {
  const places = await database.db.asUser('ash', async (tx) => {
    await tx.execute(sql`create temporary sequence asked`);
    const place = async (): Promise<unknown> =>
      (await tx.execute(sql`select ${ordered} as place`)).rows[0]?.['place'];
    const nested = async (): Promise<unknown> => await place();
    return await askTogether([
      nested,
      () => tx.select({ place: ordered }).from(sql`(select 1) as one`),
      place,
      () => tx.execute(sql`select ${ordered} as place`).then(({ rows }) => rows[0]?.['place']),
      nested,
    ]);
  });
  expect(places).toEqual([1, [{ place: 2 }], 3, 4, 5]);
});

it('waits for all and throws what failed, not what only followed from it', async () => {
  const asked: string[] = [];
  const failing = database.db.asUser('ash', (tx) =>
    askTogether([
      async () => {
        await askTogether([() => tx.execute(sql`select 1 / 0`), () => say(tx, 'never')]);
      },
      () => say(tx, 'neither'),
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        asked.push('late');
      },
    ]),
  );
  await expect(failing).rejects.toMatchObject({ code: '22012' });
  expect(asked).toEqual(['late']);
  expect(await database.db.asUser('ash', (tx) => say(tx, 'again'))).toBe('again');
});
