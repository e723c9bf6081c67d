import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { createDatabase, type Database } from '../database.ts';
import { migrate } from '../migrate.ts';
import { startEmbeddedServer, type EmbeddedServer } from './embedded-server.ts';

/** A migrated database for the tests of one file. */
export type TestDatabase = {
  ownerUrl: string;
  appUrl: string;
  /** The database as its owner: past row-level security. */
  ownerSql: Sql;
  /** The database as the application role. */
  db: Database;
  /** Closes all connections and drops the database and its role. */
  close: () => Promise<void>;
};

let server: EmbeddedServer | null = null;
let databasesOnServer = 0;

/**
 * Creates a database of its own, with an application role of its own, on the server that
 * `UNDERSTUDY_TEST_DATABASE_OWNER_URL` names; without that variable on a PostgreSQL that is started for the process and
 * stopped with its last database.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const given = process.env['UNDERSTUDY_TEST_DATABASE_OWNER_URL'];
  const serverUrl = given ?? (await useEmbeddedServer());
  const suffix = randomBytes(6).toString('hex');
  const names = { database: `understudy_test_${suffix}`, role: `understudy_app_${suffix}` };
  const password = randomBytes(12).toString('hex');
  await onServer(serverUrl, async (client) => {
    await client`create database ${client(names.database)}`;
  });
  const ownerUrl = withParts(serverUrl, { database: names.database });
  const appUrl = withParts(ownerUrl, { username: names.role, password });
  await migrate({ ownerUrl, applicationRole: names.role, applicationPassword: password });
  const ownerSql = postgres(ownerUrl, { max: 2, onnotice: () => undefined });
  // A member of the role may cut its connections, which tests do; an owner that is no superuser may not otherwise.
  await ownerSql`grant ${ownerSql(names.role)} to current_user`;
  const db = createDatabase({ url: appUrl, maxConnections: 10, applicationName: 'understudy-test' });
  return {
    ownerUrl,
    appUrl,
    ownerSql,
    db,
    close: async () => {
      await Promise.all([db.close(), ownerSql.end()]);
      await onServer(serverUrl, async (client) => {
        await dropDatabase(client, names.database);
        await client`drop role ${client(names.role)}`;
      });
      if (given === undefined) await leaveEmbeddedServer();
    },
  };
}

const mostTries = 50;
const betweenTriesMs = 200;

/** Autovacuum is a superuser's process, which an owner that is none may not end: it is done in a moment. */
async function dropDatabase(client: Sql, name: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await client`drop database ${client(name)} with (force)`;
      return;
    } catch (error) {
      const isVacuumed = error instanceof postgres.PostgresError && error.code === '42501';
      if (!isVacuumed || tries === mostTries) throw error;
      await sleep(betweenTriesMs);
    }
  }
}

async function useEmbeddedServer(): Promise<string> {
  databasesOnServer += 1;
  server ??= await startEmbeddedServer();
  return server.ownerUrl;
}

async function leaveEmbeddedServer(): Promise<void> {
  databasesOnServer -= 1;
  if (databasesOnServer > 0 || server === null) return;
  const { stop } = server;
  server = null;
  await stop();
}

async function onServer(url: string, work: (client: Sql) => Promise<void>): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function withParts(url: string, parts: { database?: string; username?: string; password?: string }): string {
  const changed = new URL(url);
  if (parts.database !== undefined) changed.pathname = `/${parts.database}`;
  if (parts.username !== undefined) changed.username = parts.username;
  if (parts.password !== undefined) changed.password = parts.password;
  return changed.toString();
}
