import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { elapsedSince, type Reporter } from '../console/reporter.ts';

/** Something that is built from sources into a folder. */
export interface Build {
  /** Short name for the console. */
  readonly subject: string;
  readonly folder: string;
  /** Files and folders that the result depends on. */
  readonly sources: readonly string[];
  readonly reporter: Reporter;
  /** Builds into the folder it is given, which it may have to make. */
  readonly build: (draft: string) => Promise<void>;
}

/** Builds unless what is there was made from exactly these sources. The old result stays until the new one is whole. */
export async function buildOnce({ subject, folder, sources, reporter, build }: Build): Promise<void> {
  const startedAt = performance.now();
  const fingerprint = await fingerprintOf(sources);
  const mark = join(folder, '.sources');
  if ((await readFile(mark, 'utf8').catch(() => '')) === fingerprint) {
    return reporter.done(subject, 'built already');
  }
  reporter.tell(subject, existsSync(folder) ? 'its sources changed: building it' : 'building it');
  const draft = `${folder}.${String(process.pid)}`;
  try {
    await build(draft);
    await writeFile(join(draft, '.sources'), fingerprint);
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  reporter.done(subject, `built in ${elapsedSince(startedAt)}`);
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
