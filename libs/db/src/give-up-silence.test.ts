import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { copyOut } from './bulk/copy-out.ts';
import { createDatabase, type Database, type Transaction } from './database.ts';
import { startEmbeddedServer, type EmbeddedServer } from './testing/embedded-server.ts';
import { freezeServer } from './testing/freeze-server.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

/** A server of their own: nobody else's may be frozen. */
let server: EmbeddedServer;
let database: TestDatabase;
let postmaster: number;
beforeAll(async () => {
  server = await startEmbeddedServer();
  vi.stubEnv('UNDERSTUDY_TEST_DATABASE_OWNER_URL', server.ownerUrl);
  database = await createTestDatabase();
  const [row] = await database.ownerSql`show data_directory`;
  const pidFile = await readFile(join(String(row?.['data_directory']), 'postmaster.pid'), 'utf8');
  postmaster = Number.parseInt(pidFile, 10);
}, 60_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await database.close();
  await server.stop();
});

const unavailable = { code: 'database_unavailable' };

/** The same database with one connection of each kind, which is impatient. */
function open(applicationName: string): Database {
  const options = { url: database.appUrl, maxConnections: 1, applicationName, silenceMilliseconds: 300 };
  const impatient = createDatabase(options);
  onTestFinished(() => impatient.close());
  return impatient;
}

async function freeze(): Promise<() => void> {
  const goOn = await freezeServer(postmaster);
  onTestFinished(goOn);
  return goOn;
}

async function say(tx: Transaction, word: string): Promise<unknown> {
  return (await tx.execute(sql`select ${word}::text as word`)).rows[0]?.['word'];
}

it('fails what a frozen server was asked, and asks it again on new connections when it goes on', async () => {
  const { asUser, asUserAtOnce, ping } = open('frozen');
  expect(await asUser('ash', (tx) => say(tx, 'before'))).toBe('before');
  const goOn = await freeze();
  const asked = asUser('ash', (tx) => Promise.all([say(tx, 'one'), say(tx, 'two'), say(tx, 'three')]));
  await expect(asked).rejects.toMatchObject(unavailable);
  const waiting = [ping(), asUserAtOnce('ash', sql`select 1`), asUser('ash', (tx) => say(tx, 'late'))];
  await Promise.all(waiting.map((each) => expect(each).rejects.toMatchObject(unavailable)));
  goOn();
  const words = Array.from({ length: 20 }, (_, count) => `after ${count}`);
  const answers = words.map((word) => asUser('ash', (tx) => say(tx, word)));
  expect(await Promise.all(answers)).toEqual(words);
}, 40_000);

it('fails what was asked before the server froze, with nothing of it written', async () => {
  const { asUser } = open('frozen while asked');
  const asked = asUser('ash', async (tx) => {
    await say(tx, 'begun');
    const goOn = await freeze();
    try {
      await say(tx, 'frozen');
    } finally {
      goOn();
    }
  });
  await expect(asked).rejects.toMatchObject(unavailable);
  expect(await asUser('ash', (tx) => say(tx, 'after'))).toBe('after');
}, 40_000);

it('ends a copy of a frozen server', async () => {
  const { asUserForCopy } = open('frozen copy');
  const rows = sql`select repeat('x', 1000) from generate_series(1, 1000000)`;
  const seen = vi.fn();
  let goOn: (() => void) | undefined;
  const copied = asUserForCopy('ash', async (tx) => {
    for await (const _ of copyOut(tx, rows, seen)) goOn ??= await freeze();
  });
  await expect(copied).rejects.toMatchObject(unavailable);
  expect(seen.mock.calls.length).toBeLessThan(1_000_000);
  goOn?.();
  expect(await asUserForCopy('ash', (tx) => say(tx, 'after'))).toBe('after');
}, 40_000);

it('lets a statement and a copy last as long as they need, while the server is there', async () => {
  const { asUser, asUserForCopy } = open('patient');
  const answers = await asUser('ash', (tx) =>
    Promise.all([tx.execute(sql`select pg_sleep(2)`), say(tx, 'behind it')]),
  );
  expect(answers[1]).toBe('behind it');
  const seen = vi.fn();
  await asUserForCopy('ash', async (tx) => {
    for await (const _ of copyOut(tx, sql`select pg_sleep(2)`, seen));
  });
  expect(seen).toHaveBeenCalledOnce();
}, 40_000);

it('lets a statement go on where the server has no connection left to be asked on', async () => {
  const { asUser } = open('crowded');
  await database.ownerSql`alter role ${database.ownerSql(new URL(database.appUrl).username)} connection limit 1`;
  onTestFinished(async () => {
    await database.ownerSql`alter role ${database.ownerSql(new URL(database.appUrl).username)} connection limit -1`;
  });
  const [, word] = await asUser('ash', (tx) =>
    Promise.all([tx.execute(sql`select pg_sleep(2)`), say(tx, 'behind it')]),
  );
  expect(word).toBe('behind it');
}, 40_000);
