import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { silentReporter } from '../console/reporter.ts';
import { keptSecret } from '../secrets/kept-secret.ts';
import { claimStateFolder } from '../supervisor/process-registry.ts';
import { SupervisedProcess } from '../supervisor/supervised-process.ts';
import { postgresBinaries } from './binaries.ts';
import { ensureCluster, type Cluster } from './cluster.ts';
import { reachableFolder } from './reachable-folder.ts';
import { ensureDatabase } from './roles.ts';
import { postgresService, superuserUrl } from './server.ts';
import { postgresSystemUser } from './system-user.ts';

let folder: string;
let cluster: Cluster;
let port: number;
let server: SupervisedProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-postgres-'));
  const systemUser = await postgresSystemUser();
  cluster = {
    binaries: await postgresBinaries(systemUser),
    systemUser,
    dataFolder: join(systemUser === undefined ? folder : await reachableFolder(folder), 'data'),
    superuserPassword: await keptSecret(join(folder, 'password')),
  };
  port = await getPort({ host: '127.0.0.1' });
  await ensureCluster(cluster);
  const registry = await claimStateFolder(folder, silentReporter);
  server = new SupervisedProcess(
    postgresService(cluster, port, join(folder, 'log')),
    registry,
    silentReporter,
  );
  await server.start();
}, 60_000);

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function ask<Row>(url: string, work: (sql: postgres.Sql) => Promise<Row>): Promise<Row> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

it('creates the database and its owner, who is no superuser, and may be asked to again', async () => {
  const url = superuserUrl(cluster, port);
  await ensureDatabase(url, 'aa11');
  const ownerUrl = await ensureDatabase(url, 'bb22');
  const [row] = await ask(
    ownerUrl,
    (sql) => sql`select current_database() as database, rolname, rolsuper, rolbypassrls from pg_roles
      where rolname = current_user`,
  );
  expect(row).toEqual({
    database: 'understudy',
    rolname: 'understudy_owner',
    rolsuper: false,
    rolbypassrls: false,
  });
});

it('does not touch a cluster that exists', async () => {
  expect(await ensureCluster(cluster)).toBe(false);
});

it('comes back with its data and its port after kill -9 of the postmaster', async () => {
  const ownerUrl = await ensureDatabase(superuserUrl(cluster, port), 'cc33');
  await ask(ownerUrl, (sql) => sql`create table kept as select 42 as answer`);
  const before = server.pid;
  await server.kill('SIGKILL');
  await server.ready;
  expect(server.pid).not.toBe(before);
  expect([...(await ask(ownerUrl, (sql) => sql`select answer from kept`))]).toEqual([{ answer: 42 }]);
}, 30_000);
