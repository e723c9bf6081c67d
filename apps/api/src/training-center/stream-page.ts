import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database, Transaction } from '@understudy/db/database';
import type { ExportPage } from '@understudy/db/training-examples/export-page';
import { pieceBytes } from '../downloads/pieces.ts';

/**
 * Pieces of a page of usual size wait here until its turn comes, and the connection it came by is free again, however slow
 * the client is. A larger one is read as it is taken.
 */
const mostWaiting = Math.ceil(8_000_000 / pieceBytes);

/** Has a page read piece by piece in a transaction of the user, from now on; nothing more of it once the stream is destroyed. */
export function streamPage(
  { database, userId }: { database: Database; userId: string },
  page: ExportPage,
  load: (tx: Transaction, page: ExportPage) => AsyncIterable<Buffer>,
): Readable {
  // As objects: bytes that wait would be copied together into one buffer.
  const stream = new PassThrough({ objectMode: true, highWaterMark: mostWaiting });
  database
    .asUserForCopy(userId, (tx) => pipeline(load(tx, page), stream))
    .catch((error: unknown) => stream.destroy(error instanceof Error ? error : new Error(String(error))));
  // A failure is met when it is this page's turn, which may never come.
  stream.on('error', () => undefined);
  return stream;
}
