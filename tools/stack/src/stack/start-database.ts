import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { elapsedSince } from '../console/reporter.ts';
import { postgresBinaries } from '../postgres/binaries.ts';
import { ensureCluster, type Cluster } from '../postgres/cluster.ts';
import { reachableFolder } from '../postgres/reachable-folder.ts';
import {
  applicationRole,
  ensureApplicationRole,
  ensureDatabase,
  type DatabaseUrls,
} from '../postgres/roles.ts';
import { postgresService, superuserUrl } from '../postgres/server.ts';
import { postgresSystemUser } from '../postgres/system-user.ts';
import { runCommand } from '../processes/run-command.ts';
import { repositoryRoot } from '../repository.ts';
import { keptSecret } from '../secrets/kept-secret.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import { logFile, type StackPlan } from './stack-plan.ts';

/** Makes a PostgreSQL database with its roles and its newest schema available: the one given, else an embedded one. */
export async function startDatabase(plan: StackPlan, supervisor: Supervisor): Promise<DatabaseUrls> {
  const urls = await findDatabase(plan, supervisor);
  await migrate(plan, urls);
  return urls;
}

async function findDatabase(plan: StackPlan, supervisor: Supervisor): Promise<DatabaseUrls> {
  const { url, ownerUrl } = plan.settings.postgres;
  if (url === undefined) return startEmbedded(plan, supervisor);
  plan.reporter.tell('postgres', `using the server at DATABASE_URL (${new URL(url).host})`);
  if (ownerUrl !== undefined) return { applicationUrl: url, ownerUrl };
  return ensureApplicationRole(url, await password(plan, 'application'));
}

async function startEmbedded(plan: StackPlan, supervisor: Supervisor): Promise<DatabaseUrls> {
  const startedAt = performance.now();
  const { port } = plan.settings.postgres;
  const cluster = await describeCluster(plan);
  plan.signal.throwIfAborted();
  const isNew = await ensureCluster(cluster);
  await supervisor.start(postgresService(cluster, port, logFile(plan, 'postgres')));
  const urls = await ensureDatabase(superuserUrl(cluster, port), {
    owner: await password(plan, 'owner'),
    application: await password(plan, 'application'),
  });
  const what = isNew ? 'created its data folder and started' : 'started';
  plan.reporter.done(
    'postgres',
    `PostgreSQL 18 ${what} on port ${String(port)} (${elapsedSince(startedAt)})`,
  );
  return urls;
}

async function describeCluster(plan: StackPlan): Promise<Cluster> {
  const { stateFolder } = plan.settings;
  await mkdir(stateFolder, { recursive: true });
  const systemUser = await postgresSystemUser();
  return {
    binaries: await postgresBinaries(systemUser),
    systemUser,
    dataFolder: join(systemUser === undefined ? stateFolder : await reachableFolder(stateFolder), 'postgres'),
    superuserPassword: await password(plan, 'superuser'),
  };
}

function password(plan: StackPlan, role: 'superuser' | 'owner' | 'application'): Promise<string> {
  return keptSecret(join(plan.settings.stateFolder, 'secrets', `postgres-${role}`));
}

/** Runs the migrations of libs/db as the owner, in a process of their own. */
async function migrate(plan: StackPlan, urls: DatabaseUrls): Promise<void> {
  const startedAt = performance.now();
  await runCommand(process.execPath, [join(repositoryRoot, 'libs/db/src/migrate-command.ts')], {
    cwd: repositoryRoot,
    env: {
      ...process.env,
      DATABASE_URL: urls.applicationUrl,
      DATABASE_OWNER_URL: urls.ownerUrl,
      DATABASE_APPLICATION_ROLE: decodeURIComponent(new URL(urls.applicationUrl).username) || applicationRole,
    },
    signal: plan.signal,
  });
  plan.reporter.done('postgres', `the schema is up to date (${elapsedSince(startedAt)})`);
}
