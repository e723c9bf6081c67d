import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '@understudy/stack/processes/run-command';

/** Where the folder of object storage lies, so that it can fail as a disk does. */
export interface Volume {
  /** `full`: writes fail with ENOSPC. `away`: reads and writes fail, as on a volume that is not mounted. */
  readonly fault: 'full' | 'away';
  readonly fail: () => Promise<void>;
  readonly heal: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** The file that fills a volume up; it is no object. */
export const ballastName = '.ballast';

/**
 * Makes the folder of object storage a volume: a small tmpfs where this process may mount one (root on Linux), which is
 * really filled up to its last block. Elsewhere the folder stays on the disk it is on, and fails by not being there.
 */
export async function createVolume(folder: string, megabytes: number): Promise<Volume> {
  await mkdir(folder, { recursive: true });
  try {
    const options = `size=${String(megabytes)}m,mode=0700`;
    await runCommand('mount', ['-t', 'tmpfs', '-o', options, 'understudy-chaos', folder]);
  } catch {
    return folderThatGoesAway(folder);
  }
  const ballast = join(folder, ballastName);
  return {
    fault: 'full',
    fail: () => fillUp(ballast),
    heal: () => rm(ballast, { force: true }),
    remove: async () => {
      await runCommand('umount', ['--lazy', folder]);
    },
  };
}

/** Writes until there is no room for another block. */
async function fillUp(file: string): Promise<void> {
  const handle = await open(file, 'a');
  try {
    for (const blockBytes of [1024 * 1024, 4096]) {
      const block = Buffer.alloc(blockBytes);
      while (await fits(handle.write(block, 0, blockBytes))) continue;
    }
  } finally {
    await handle.close();
  }
}

async function fits(writing: Promise<{ bytesWritten: number }>): Promise<boolean> {
  try {
    return (await writing).bytesWritten > 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
    throw error;
  }
}

function folderThatGoesAway(folder: string): Volume {
  const elsewhere = `${folder}.away`;
  return {
    fault: 'away',
    fail: async () => {
      await rename(folder, elsewhere);
      // A file in its place: a missing folder would be made anew by the first write.
      await writeFile(folder, '');
    },
    heal: async () => {
      await rm(folder, { force: true });
      await rename(elsewhere, folder);
    },
    remove: () => Promise.resolve(),
  };
}
