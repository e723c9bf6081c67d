import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { elapsedSince, type Reporter } from '../console/reporter.ts';
import { runCommand } from '../processes/run-command.ts';
import { repositoryRoot } from '../repository.ts';

const webFolder = join(repositoryRoot, 'apps', 'web');

/** Where the built web page is. */
export const builtWebFolder = join(webFolder, 'dist');

/** What the built page depends on: its own sources and the rules it shares with the server. */
const sources = [
  ...['src', 'public', 'index.html', 'package.json', 'vite.config.ts', 'postcss.config.cjs'].map((name) =>
    join(webFolder, name),
  ),
  join(repositoryRoot, 'libs', 'domain', 'src'),
  join(repositoryRoot, 'package-lock.json'),
];

/**
 * Builds the web page unless the built one was made from exactly these sources. Built beside the old one, which stays
 * until the new one is whole.
 * @throws {CommandError} with what the build wrote, if it failed.
 */
export async function buildWeb(reporter: Reporter, signal?: AbortSignal): Promise<void> {
  const startedAt = performance.now();
  const fingerprint = await fingerprintOf(sources);
  const mark = join(builtWebFolder, '.sources');
  if ((await readFile(mark, 'utf8').catch(() => '')) === fingerprint) {
    return reporter.done('web page', 'built already');
  }
  reporter.tell('web page', existsSync(builtWebFolder) ? 'its sources changed: building it' : 'building it');
  const draft = `${builtWebFolder}.${String(process.pid)}`;
  try {
    const vite = join(
      dirname(createRequire(join(webFolder, 'package.json')).resolve('vite/package.json')),
      'bin/vite.js',
    );
    const parameters = [vite, 'build', '--outDir', draft, '--emptyOutDir', '--logLevel', 'warn'];
    await runCommand(process.execPath, parameters, { cwd: webFolder, signal });
    await writeFile(join(draft, '.sources'), fingerprint);
    await rm(builtWebFolder, { recursive: true, force: true });
    await rename(draft, builtWebFolder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  reporter.done('web page', `built in ${elapsedSince(startedAt)}`);
}

async function fingerprintOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of await filesIn(path))
      hash
        .update(file)
        .update('\0')
        .update(await readFile(file));
  }
  return hash.digest('hex');
}

async function filesIn(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return [];
  if (!found.isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
