import { randomUUID } from 'node:crypto';

/** A file as the API describes it. */
export interface StoredFile {
  readonly id: string;
  readonly object: 'file';
  readonly bytes: number;
  /** Seconds since the epoch. */
  readonly created_at: number;
  readonly filename: string;
  readonly purpose: string;
  readonly status: 'processed';
}

/** Files in memory, gone when the process ends. */
export interface FileStore {
  add(filename: string, purpose: string, content: Buffer): StoredFile;
  get(id: string): StoredFile | undefined;
  content(id: string): Buffer | undefined;
  list(purpose: string | undefined): StoredFile[];
  delete(id: string): boolean;
  clear(): void;
}

/** @param now milliseconds since the epoch. */
export function createFileStore(now: () => number): FileStore {
  const files = new Map<string, { file: StoredFile; content: Buffer }>();
  return {
    add(filename, purpose, content) {
      const file: StoredFile = {
        id: `file-${randomUUID().replaceAll('-', '').slice(0, 24)}`,
        object: 'file',
        bytes: content.length,
        created_at: Math.floor(now() / 1000),
        filename,
        purpose,
        status: 'processed',
      };
      files.set(file.id, { file, content });
      return file;
    },
    get: (id) => files.get(id)?.file,
    content: (id) => files.get(id)?.content,
    list: (purpose) =>
      [...files.values()]
        .map(({ file }) => file)
        .filter((file) => purpose === undefined || file.purpose === purpose)
        .reverse(),
    delete: (id) => files.delete(id),
    clear() {
      files.clear();
    },
  };
}
