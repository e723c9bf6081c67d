import { createHash } from 'node:crypto';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ObjectStorage } from '@understudy/activities/storage/object-storage';
import { inspectedBytes } from '@understudy/activities/training-sessions/inspect-upload';

/** What was learnt of a file while it passed through. */
export type PassedFile = {
  sizeBytes: number;
  /** SHA-256 of the content in hexadecimal. */
  contentDigest: string;
  /** The first bytes, as many as an inspection wants to see. */
  head: Uint8Array;
};

/**
 * Passes a file on to object storage, never whole in memory, and measures it on the way. A file that breaks off leaves
 * no object.
 *
 * @param headBytes how many of the first bytes are handed back
 */
export async function storeFile(
  storage: ObjectStorage,
  key: string,
  file: Readable,
  headBytes: number = inspectedBytes,
): Promise<PassedFile> {
  const hash = createHash('sha256');
  const beginning: Buffer[] = [];
  let sizeBytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      if (sizeBytes < headBytes) beginning.push(Buffer.from(chunk.subarray(0, headBytes - sizeBytes)));
      sizeBytes += chunk.byteLength;
      done(null, chunk);
    },
  });
  // Storage that fails before it has read everything must not leave the file waiting to be read.
  const putting = storage.put(key, meter).catch((error: unknown) => {
    meter.destroy();
    throw error;
  });
  const [stored, passed] = await Promise.allSettled([putting, pipeline(file, meter)]);
  if (passed.status === 'rejected' && stored.status === 'fulfilled') await storage.delete(key);
  if (stored.status === 'rejected') throw stored.reason;
  if (passed.status === 'rejected') throw passed.reason;
  return { sizeBytes, contentDigest: hash.digest('hex'), head: Buffer.concat(beginning) };
}
