import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import type { ObjectStorageSettings } from './object-storage.ts';

/**
 * Makes sure, before a process says that it is ready, that it can keep files in its folder, which is made where it is missing. A
 * bucket is left to its first use: it may be away for a while.
 *
 * @throws Error naming the variable, what is wrong with the folder, and what to do
 */
export async function requireStorage(settings: ObjectStorageSettings): Promise<void> {
  if (settings.kind !== 'folder') return;
  try {
    // What people upload is nobody else's on this machine. A folder that is there already is as its owner wants it.
    await mkdir(settings.folder, { recursive: true, mode: 0o700 });
    await access(settings.folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `STORAGE_FOLDER: ${settings.folder} cannot be used (${reason}). Name a folder in which this process may write.`,
      { cause },
    );
  }
}
