import { spawn } from 'node:child_process';
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PostgresBinaries } from './binaries.ts';
import type { SystemUser } from './system-user.ts';

/** Name of the superuser, which only the stack itself uses. */
export const superuser = 'postgres';
const majorVersion = '18';

/** What a database cluster is made of. */
export interface Cluster {
  readonly binaries: PostgresBinaries;
  readonly systemUser: SystemUser | undefined;
  readonly dataFolder: string;
  readonly superuserPassword: string;
}

/**
 * Creates the database cluster unless it exists. It is built under another name and renamed, so that an interrupted
 * creation is simply done again.
 * @returns whether it was created now.
 * @throws if the folder holds data of another major version of PostgreSQL.
 */
export async function ensureCluster(cluster: Cluster): Promise<boolean> {
  const version = await readFile(join(cluster.dataFolder, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version !== undefined) {
    if (version.trim() === majorVersion) return false;
    throw new Error(
      `${cluster.dataFolder} holds data of PostgreSQL ${version.trim()}, this is ${majorVersion}. ` +
        'Move that folder away to start anew, or set UNDERSTUDY_STATE to another folder.',
    );
  }
  const draft = `${cluster.dataFolder}.initialising`;
  await mkdir(dirname(draft), { recursive: true });
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  if (cluster.systemUser !== undefined) await chown(draft, cluster.systemUser.uid, cluster.systemUser.gid);
  await runInitdb(cluster, draft);
  await rename(draft, cluster.dataFolder);
  return true;
}

async function runInitdb(cluster: Cluster, folder: string): Promise<void> {
  const passwordFile = `${folder}.password`;
  await writeFile(passwordFile, `${cluster.superuserPassword}\n`, { mode: 0o600 });
  if (cluster.systemUser !== undefined)
    await chown(passwordFile, cluster.systemUser.uid, cluster.systemUser.gid);
  await chmod(cluster.binaries.initdb, 0o755);
  await chmod(cluster.binaries.postgres, 0o755);
  try {
    // The builtin locale sorts the same on every operating system.
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const access = ['--auth=scram-sha-256', `--username=${superuser}`, `--pwfile=${passwordFile}`];
    await runAs(cluster.systemUser, cluster.binaries.initdb, [`--pgdata=${folder}`, ...access, ...locale]);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function runAs(user: SystemUser | undefined, command: string, parameters: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], ...user });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`PostgreSQL could not create its data folder (initdb): ${errors.trim()}`));
    });
  });
}
