import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the simulator keeps what is to survive its restart; names are like `jobs/ftjob-1.json`. */
export interface StateFolder {
  write(name: string, content: string | Buffer): void;
  read(name: string): Buffer;
  /** Names in a folder, in no order. */
  list(folder: string): string[];
  remove(name: string): void;
}

/** Keeps nothing: the state ends with the process. */
export const noStateFolder: StateFolder = {
  write: () => undefined,
  read: () => Buffer.alloc(0),
  list: () => [],
  remove: () => undefined,
};

/** What the names of files end with until all of them is on disk. */
const halfWritten = '.new';

/**
 * Keeps state as files under a folder, which is made when it is not there. Writes are synchronous: what a client was
 * answered is on disk.
 */
export function openStateFolder(root: string): StateFolder {
  const folders = new Set<string>();
  const prepare = (folder: string): string => {
    const path = join(root, folder);
    if (!folders.has(folder)) mkdirSync(path, { recursive: true });
    folders.add(folder);
    return path;
  };
  return {
    write(name, content) {
      prepare(name.slice(0, name.lastIndexOf('/')));
      const path = join(root, name);
      // A process that is killed while it writes leaves the file that was there.
      writeFileSync(`${path}${halfWritten}`, content);
      renameSync(`${path}${halfWritten}`, path);
    },
    read: (name) => readFileSync(join(root, name)),
    list: (folder) =>
      readdirSync(prepare(folder))
        .filter((name) => !name.endsWith(halfWritten))
        .map((name) => `${folder}/${name}`),
    remove: (name) => rmSync(join(root, name), { force: true }),
  };
}

/** A folder inside of a folder. */
export const scopedFolder = (state: StateFolder, scope: string): StateFolder => ({
  write: (name, content) => state.write(`${scope}/${name}`, content),
  read: (name) => state.read(`${scope}/${name}`),
  list: (folder) => state.list(`${scope}/${folder}`).map((name) => name.slice(scope.length + 1)),
  remove: (name) => state.remove(`${scope}/${name}`),
});
