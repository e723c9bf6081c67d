import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { StateFolder } from '../state/state-folder.ts';

const keptFileSchema = z.object({
  id: z.string(),
  bytes: z.int(),
  createdAt: z.number(),
  processedAt: z.number(),
  expiresAt: z.number().nullable(),
  filename: z.string(),
  purpose: z.string(),
});
/** A file as it is kept; times in milliseconds since the epoch. */
type KeptFile = z.infer<typeof keptFileSchema>;

/** A file as the API describes it. */
export interface StoredFile {
  readonly object: 'file';
  readonly id: string;
  readonly bytes: number;
  /** Seconds since the epoch. */
  readonly created_at: number;
  readonly expires_at: number | null;
  readonly filename: string;
  readonly purpose: string;
  readonly status: 'uploaded' | 'processed';
  readonly status_details: null;
}

/** What is to be stored. */
export interface NewFile {
  readonly filename: string;
  readonly purpose: string;
  readonly content: Buffer;
  /** Seconds until the file is gone; it stays when left out. */
  readonly expiresAfter?: number | undefined;
  /** Made up when left out. */
  readonly id?: string;
  /** Milliseconds since the epoch; now when left out. */
  readonly createdAt?: number;
}

/** The files of the simulated account. Those that expired are gone. */
export interface FileStore {
  add(file: NewFile): StoredFile;
  get(id: string): StoredFile | undefined;
  content(id: string): Buffer | undefined;
  /** Newest first. */
  list(purpose: string | undefined): StoredFile[];
  delete(id: string): boolean;
  clear(): void;
}

/** How a store behaves. */
export interface FileStoreOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Milliseconds from the upload until a file is `processed`. */
  readonly processingMs: () => number;
  readonly state: StateFolder;
}

/** A store with the files that its state folder has. */
export function createFileStore({ now, processingMs, state }: FileStoreOptions): FileStore {
  const files = new Map<string, { file: KeptFile; content: Buffer }>();
  for (const file of readFiles(state))
    files.set(file.id, { file, content: state.read(contentName(file.id)) });

  const remove = (id: string): boolean => {
    state.remove(descriptionName(id));
    state.remove(contentName(id));
    return files.delete(id);
  };
  const find = (id: string) => {
    const found = files.get(id);
    const expired = found !== undefined && found.file.expiresAt !== null && found.file.expiresAt <= now();
    if (expired) remove(id);
    return expired ? undefined : found;
  };
  return {
    add({ filename, purpose, content, expiresAfter, id, createdAt = now() }) {
      const file: KeptFile = {
        id: id ?? `file-${randomUUID().replaceAll('-', '').slice(0, 24)}`,
        bytes: content.length,
        createdAt,
        processedAt: createdAt + processingMs(),
        expiresAt: expiresAfter === undefined ? null : createdAt + expiresAfter * 1000,
        filename,
        purpose,
      };
      files.set(file.id, { file, content });
      state.write(contentName(file.id), content);
      state.write(descriptionName(file.id), JSON.stringify(file));
      return toStoredFile(file, now());
    },
    get(id) {
      const found = find(id);
      return found && toStoredFile(found.file, now());
    },
    content: (id) => find(id)?.content,
    list: (purpose) =>
      [...files.keys()]
        .flatMap((id) => find(id)?.file ?? [])
        .filter((file) => purpose === undefined || file.purpose === purpose)
        .map((file) => toStoredFile(file, now()))
        .reverse(),
    delete: (id) => find(id) !== undefined && remove(id),
    clear() {
      for (const id of files.keys()) remove(id);
    },
  };
}

const descriptionName = (id: string): string => `files/${id}.json`;
const contentName = (id: string): string => `file-contents/${id}`;

const readFiles = (state: StateFolder): KeptFile[] =>
  state
    .list('files')
    .map((name) => keptFileSchema.parse(JSON.parse(state.read(name).toString())))
    .sort((a, b) => a.createdAt - b.createdAt);

const toStoredFile = (file: KeptFile, now: number): StoredFile => ({
  object: 'file',
  id: file.id,
  bytes: file.bytes,
  created_at: Math.floor(file.createdAt / 1000),
  expires_at: file.expiresAt === null ? null : Math.floor(file.expiresAt / 1000),
  filename: file.filename,
  purpose: file.purpose,
  status: now < file.processedAt ? 'uploaded' : 'processed',
  status_details: null,
});
