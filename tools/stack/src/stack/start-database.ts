import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { elapsedSince } from '../console/reporter.ts';
import { postgresBinaries } from '../postgres/binaries.ts';
import { ensureCluster, type Cluster } from '../postgres/cluster.ts';
import { reachableFolder } from '../postgres/reachable-folder.ts';
import { applicationRole, ensureDatabase, withRole, type DatabaseUrls } from '../postgres/roles.ts';
import { acceptsConnections, postgresService, superuserUrl } from '../postgres/server.ts';
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
  if (url !== undefined)
    plan.reporter.tell('postgres', `using the server at DATABASE_URL (${new URL(url).host})`);
  if (url !== undefined && ownerUrl !== undefined) return { applicationUrl: url, ownerUrl };
  const owner = url ?? (await startEmbedded(plan, supervisor));
  const applicationUrl = withRole(owner, applicationRole, await password(plan, 'application'));
  return { applicationUrl, ownerUrl: owner };
}

async function startEmbedded(plan: StackPlan, supervisor: Supervisor): Promise<string> {
  const startedAt = performance.now();
  const { port } = plan.settings.postgres;
  const cluster = await describeCluster(plan);
  plan.signal.throwIfAborted();
  const isNew = await ensureCluster(cluster);
  await supervisor.start(postgresService(cluster, port, logFile(plan, 'postgres')));
  const ownerUrl = await ensureDatabase(superuserUrl(cluster, port), await password(plan, 'owner'));
  const what = isNew ? 'created its data folder and started' : 'started';
  plan.reporter.done(
    'postgres',
    `PostgreSQL 18 ${what} on port ${String(port)} (${elapsedSince(startedAt)})`,
  );
  return ownerUrl;
}

async function describeCluster(plan: StackPlan): Promise<Cluster> {
  const { stateFolder } = plan.settings;
  await mkdir(stateFolder, { recursive: true });
  const systemUser = await postgresSystemUser();
  // Part of the name of a data folder elsewhere, so that a state folder that was deleted starts anew.
  const identity = await keptSecret(join(stateFolder, 'secrets', 'identity'));
  return {
    binaries: await postgresBinaries(systemUser),
    systemUser,
    dataFolder: join(
      systemUser === undefined ? stateFolder : await reachableFolder(stateFolder, identity),
      'postgres',
    ),
    superuserPassword: await password(plan, 'superuser'),
  };
}

function password(plan: StackPlan, role: 'superuser' | 'owner' | 'application'): Promise<string> {
  return keptSecret(join(plan.settings.stateFolder, 'secrets', `postgres-${role}`));
}

/** Runs the migrations of libs/db as the owner, in a process of their own. It creates the application role too. */
async function migrate(plan: StackPlan, urls: DatabaseUrls): Promise<void> {
  const startedAt = performance.now();
  const application = new URL(urls.applicationUrl);
  const isGiven = plan.settings.postgres.ownerUrl !== undefined;
  // A given role that can log in already keeps its password: the owner may have no right to set it.
  if (isGiven && (await acceptsConnections(urls.applicationUrl))) application.password = '';
  try {
    await runCommand(process.execPath, [join(repositoryRoot, 'libs/db/src/migrate-command.ts')], {
      cwd: repositoryRoot,
      env: { ...process.env, DATABASE_URL: application.href, DATABASE_OWNER_URL: urls.ownerUrl },
      signal: plan.signal,
    });
  } catch (error) {
    plan.signal.throwIfAborted();
    const lines = error instanceof Error ? error.message.split('\n').slice(1).join('\n') : String(error);
    throw new Error(
      `The schema of the database at ${application.host} could not be brought up to date.\n${lines}`,
      {
        cause: error,
      },
    );
  }
  plan.reporter.done('postgres', `the schema is up to date (${elapsedSince(startedAt)})`);
}
