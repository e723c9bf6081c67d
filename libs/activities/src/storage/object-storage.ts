import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { errors } from 'flydrive';
import { openDisk, type OpenDisk } from './open-disk.ts';

/** Where objects are kept: a private local folder, or a private bucket of anything that speaks S3. */
export type ObjectStorageSettings =
  | { kind: 'folder'; folder: string }
  | {
      kind: 's3';
      bucket: string;
      region: string;
      endpoint: string | undefined;
      accessKeyId: string;
      secretAccessKey: string;
    };

/** Private objects under keys such as `<user>/<session>/<file>`. */
export type ObjectStorage = {
  /** Stores a stream whole; a failed one leaves no object. */
  put(key: string, contents: Readable): Promise<void>;
  /** @throws UnderstudyError `not_found` */
  getStream(key: string): Promise<Readable>;
  /** @throws UnderstudyError `not_found` */
  getBytes(key: string): Promise<Uint8Array>;
  exists(key: string): Promise<boolean>;
  /** Gives an object another key, whole at once; one that lies there is replaced. */
  move(from: string, to: string): Promise<void>;
  /** Deleting what is not there is no error. */
  delete(key: string): Promise<void>;
  /** Deletes everything whose key starts with `prefix/`. */
  deleteAll(prefix: string): Promise<void>;
};

/** Object storage by flydrive. Errors are `not_found` or `storage_unavailable`. */
export function createObjectStorage(settings: ObjectStorageSettings): ObjectStorage {
  const opening = openDisk(settings);
  return {
    async put(key, contents) {
      const { disk, store } = await opening;
      try {
        await store(key, contents);
      } catch (error) {
        await disk.delete(key).catch(() => undefined);
        throw error instanceof UnderstudyError ? error : unavailable(error);
      }
    },
    getStream: (key) => translated(opening, ({ read }) => read(key)),
    getBytes: (key) => translated(opening, async ({ read }) => await buffer(await read(key))),
    exists: (key) => translated(opening, ({ disk }) => disk.exists(key)),
    move: (from, to) => translated(opening, ({ disk }) => disk.move(from, to)),
    delete: (key) => translated(opening, ({ disk }) => disk.delete(key)),
    deleteAll: (prefix) => translated(opening, ({ deleteAll }) => deleteAll(prefix)),
  };
}

async function translated<Result>(
  opening: Promise<OpenDisk>,
  operation: (open: OpenDisk) => Promise<Result>,
): Promise<Result> {
  try {
    return await operation(await opening);
  } catch (error) {
    if (isMissing(error) || (error instanceof errors.E_CANNOT_READ_FILE && isMissing(error.cause))) {
      throw new UnderstudyError('not_found', 'The stored file is not there any more.', { cause: error });
    }
    throw unavailable(error);
  }
}

function isMissing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === 'ENOENT') || error.name === 'NoSuchKey';
}

function unavailable(cause: unknown): UnderstudyError {
  return new UnderstudyError(
    'storage_unavailable',
    'The object storage cannot be reached or is full. Nothing was lost; it is tried again.',
    { cause },
  );
}
