import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { pieceWriter } from './pieces.ts';

/** A file on its way to the client. */
export type Attachment = {
  fileName: string;
  /** Such as `application/json; charset=utf-8`. */
  mediaType: string;
  /** Bytes, where they are known beforehand. */
  size?: number;
  contents: Readable;
};

/**
 * Streams a file as an attachment: to disk, where a browser asked. Nothing of it is kept by caches. If the client goes
 * away, reading ends.
 *
 * @throws whatever reading throws: the connection is then cut where something was sent already, so that what arrived is
 *   not taken for the whole
 */
export async function sendAttachment(
  response: Response,
  { fileName, mediaType, size, contents }: Attachment,
): Promise<void> {
  // Before something is there to read, nothing is promised.
  await once(contents, 'readable');
  response.attachment(fileName);
  response.set({ 'Content-Type': mediaType, 'Cache-Control': 'private, no-store' });
  if (size !== undefined) response.set('Content-Length', String(size));
  if (response.req.method === 'HEAD') {
    contents.destroy();
    response.end();
    return;
  }
  await pipeline(contents, pieceWriter(response)).catch((error: unknown) => {
    // A client that went away is no failure.
    if (!isAborted(error)) throw error;
  });
}

function isAborted(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
