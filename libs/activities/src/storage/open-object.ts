import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { ObjectStorage } from './object-storage.ts';

/** An object that is written piece by piece, with memory for little more than one of them. */
export type OpenObject = {
  /** Resolves when there is room for more. */
  write(text: string): Promise<void>;
  /** Resolves with the size in bytes when the object is stored whole. */
  end(): Promise<number>;
  /** Gives up: no object is left. */
  abort(): Promise<void>;
};

const chunkCharacters = 64 * 1024;

/** Opens an object for writing. Errors of the storage are thrown by the next call. */
export function openObject(storage: ObjectStorage, key: string): OpenObject {
  const stream = new PassThrough();
  let size = 0;
  let chunk = '';
  const stored = storage.put(key, stream);
  const failed = stored.then(() => new Promise<never>(() => undefined));
  failed.catch(() => undefined);
  const flush = async () => {
    const bytes = Buffer.from(chunk);
    chunk = '';
    size += bytes.byteLength;
    if (!stream.write(bytes)) await Promise.race([once(stream, 'drain'), failed]);
  };
  return {
    async write(text) {
      chunk += text;
      if (chunk.length >= chunkCharacters) await flush();
    },
    async end() {
      await flush();
      stream.end();
      await stored;
      return size;
    },
    async abort() {
      stream.destroy(new Error('Given up'));
      await stored.catch(() => undefined);
    },
  };
}
