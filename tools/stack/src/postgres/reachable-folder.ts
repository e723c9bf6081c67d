import { createHash } from 'node:crypto';
import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const everyoneMayEnter = 0o001;

/** Whether every user of this machine may enter `folder`: each folder on its path lets others pass. */
export async function everyoneCanEnter(folder: string): Promise<boolean> {
  for (let current = folder; ; current = dirname(current)) {
    const { mode } = await stat(current);
    if ((mode & everyoneMayEnter) === 0) return false;
    if (current === dirname(current)) return true;
  }
}

/**
 * A folder that the user `postgres` can reach, for root only: `folder` itself, which is made passable, or, when a folder
 * above it keeps others out (as /root does), one in /var/lib/understudy.
 * @param fingerprint changes the name of that other folder, beside the path of `folder`.
 */
export async function reachableFolder(folder: string, fingerprint = ''): Promise<string> {
  const { mode } = await stat(folder);
  if ((mode & everyoneMayEnter) === 0) await chmod(folder, mode | everyoneMayEnter);
  if (await everyoneCanEnter(folder)) return folder;
  const parent = '/var/lib/understudy';
  await mkdir(parent, { recursive: true });
  await chmod(parent, 0o755);
  const name = createHash('sha256').update(folder).update(fingerprint).digest('hex').slice(0, 12);
  return join(parent, name);
}
