import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { localCopyPrefix } from '@understudy/activities/fine-tune/local-copy';

/** Far longer than an upload takes: another worker of this machine may be at it. */
const staleAfterMs = 24 * 60 * 60 * 1000;

/**
 * Deletes copies of training data that a killed worker has left on this machine's disk: nobody else would.
 *
 * @param folder the machine's folder of temporary files
 * @param now milliseconds since the epoch
 * @returns how many there were
 */
export async function removeStaleCopies(folder: string, now: number): Promise<number> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(localCopyPrefix));
  let removed = 0;
  for (const name of names) {
    const path = join(folder, name);
    // Its worker may delete it at the same moment.
    const madeAt = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => now,
    );
    if (now - madeAt < staleAfterMs) continue;
    await rm(path, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}
