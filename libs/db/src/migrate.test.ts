import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrate } from './migrate.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;
let emptyUrl: string;
const role = 'understudy_app_of_migrate_test';

beforeAll(async () => {
  database = await createTestDatabase();
  await database.ownerSql`drop database if exists migrate_test`;
  await database.ownerSql`create database migrate_test`;
  const url = new URL(database.ownerUrl);
  url.pathname = '/migrate_test';
  emptyUrl = url.href;
}, 60_000);

afterAll(async () => {
  await database.ownerSql`drop database migrate_test with (force)`;
  await database.ownerSql.unsafe(`drop role if exists ${role}`);
  await database.close();
});

async function logInAs(password: string): Promise<unknown> {
  const url = new URL(emptyUrl);
  url.username = role;
  url.password = password;
  const client = postgres(url.href, { max: 1 });
  try {
    return (await client`select current_user::text as role`)[0];
  } finally {
    await client.end();
  }
}

it('applies each migration once when three processes migrate an empty database at the same time', async () => {
  const options = { ownerUrl: emptyUrl, applicationRole: role, applicationPassword: "it's a secret" };
  const results = await Promise.all([migrate(options), migrate(options), migrate(options)]);
  const applied = results.map((result) => result.applied).sort((one, other) => one - other);
  expect(applied.slice(0, 2)).toEqual([0, 0]);
  expect(applied[2]).toBeGreaterThan(0);
});

it('lets the application role log in with the password it was given, and keeps it when none is given', async () => {
  await migrate({ ownerUrl: emptyUrl, applicationRole: role });
  await expect(logInAs("it's a secret")).resolves.toEqual({ role });
  await migrate({ ownerUrl: emptyUrl, applicationRole: role, applicationPassword: 'another' });
  await expect(logInAs('another')).resolves.toEqual({ role });
  await expect(logInAs("it's a secret")).rejects.toMatchObject({ code: '28P01' });
});

it('refuses an application role that row-level security would not bind', async () => {
  const owner = new URL(database.ownerUrl).username;
  await expect(migrate({ ownerUrl: emptyUrl, applicationRole: owner })).rejects.toThrow(
    /not bound by row-level security/,
  );
});

it('says that the database cannot be reached where nothing listens', async () => {
  await expect(
    migrate({ ownerUrl: 'postgresql://nobody:secret@127.0.0.1:1/nothing', applicationRole: role }),
  ).rejects.toMatchObject({ code: 'database_unavailable' });
});

it('runs as a command that takes role and password from DATABASE_URL, and prints one line', async () => {
  const application = new URL(emptyUrl);
  application.username = role;
  application.password = 'p%40ss';
  const command = fileURLToPath(new URL('./migrate-command.ts', import.meta.url));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [command], {
    env: { ...process.env, DATABASE_OWNER_URL: emptyUrl, DATABASE_URL: application.href },
  });
  expect({ stdout, stderr }).toEqual({ stdout: 'The database is up to date.\n', stderr: '' });
  await expect(logInAs('p@ss')).resolves.toEqual({ role });
});
