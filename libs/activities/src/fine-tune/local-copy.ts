import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ObjectStorage } from '../storage/object-storage.ts';

/** What the names of folders begin with that hold a copy. */
export const localCopyPrefix = 'understudy-upload-';

/**
 * Lends a stored object as a file on the local disk for as long as `use` takes: what uploads it reads it from there, so
 * that a large one is never in memory.
 */
export async function withLocalCopy<Result>(
  storage: ObjectStorage,
  storageKey: string,
  use: (path: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), localCopyPrefix));
  try {
    const path = join(folder, 'file');
    await pipeline(await storage.getStream(storageKey), createWriteStream(path));
    return await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
