import { Transform, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { tooComplex } from './import-file-limits.ts';

/**
 * The content of a gzip file. Ends with an error as soon as it becomes larger than is allowed; nothing is held.
 *
 * @param meter is told the bytes of the compressed file that were read
 * @throws UnderstudyError by the stream: `file_too_complex`; `file_unreadable` where the file is damaged or cut off
 */
export function expandGzip(compressed: Readable, meter: (bytes: number) => void = () => undefined): Readable {
  let taken = 0;
  let given = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      taken += chunk.byteLength;
      meter(taken);
      done(null, chunk);
    },
  });
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      given += chunk.byteLength;
      done(tooComplex(taken, given), chunk);
    },
  });
  const gunzip = createGunzip();
  const fail = (error: unknown): void => void limit.destroy(toFileError(error));
  compressed.once('error', fail);
  gunzip.once('error', fail);
  limit.once('close', () => {
    compressed.destroy();
    gunzip.destroy();
  });
  return compressed.pipe(measure).pipe(gunzip).pipe(limit);
}

/** zlib's errors have codes that begin with Z_; all else comes from storage. */
function toFileError(error: unknown): Error {
  const isDamage = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
  if (!isDamage) return error instanceof Error ? error : new Error(String(error));
  const isCutOff = error.code === 'Z_BUF_ERROR';
  return new UnderstudyError(
    'file_unreadable',
    isCutOff
      ? 'The compressed file is cut off: its end is missing. Upload it again, or compress it anew.'
      : 'The compressed file is damaged. Compress it anew and upload it again.',
    { cause: error },
  );
}
