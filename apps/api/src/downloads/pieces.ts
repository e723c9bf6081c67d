import { finished, Writable } from 'node:stream';

/** Bytes of a piece. Smaller ones cost a call of the system each; larger ones get memory of their own from the system. */
export const pieceBytes = 65_536;

/** So many unused pieces are kept: those of a download whose client is as fast as PostgreSQL. */
const mostUnused = 96;

const unused: Buffer[] = [];
/** Memory of all pieces, so that nothing else is taken for one. */
const memories = new WeakSet<ArrayBufferLike>();

/**
 * A buffer for a part of a download, to be written by {@link pieceWriter} and not kept: it is used again afterwards. A download
 * of 100,000 examples would leave 100 MB of buffers to the garbage collector otherwise, most of them so old that it lets them
 * lie until the heap has doubled.
 */
export function takePiece(): Buffer {
  const piece = unused.pop() ?? Buffer.allocUnsafeSlow(pieceBytes);
  memories.add(piece.buffer);
  return piece;
}

/** Has a piece used again, or a part of one. Other buffers are left alone. */
export function giveBackPiece(part: Buffer): void {
  // Twice in the pool, a piece would be written by two downloads.
  if (!memories.delete(part.buffer)) return;
  if (unused.length < mostUnused) unused.push(Buffer.from(part.buffer));
}

/**
 * Writes a part of a download, and has it used again as soon as the system has it.
 *
 * @throws Error where the destination takes nothing more
 */
export function writePiece(destination: Writable, part: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    destination.write(part, (error) => {
      // What could not be written may still be on its way.
      if (error) return reject(error);
      giveBackPiece(part);
      resolve();
    });
  });
}

/** Writes to a destination what is written to it, piece by piece. */
export function pieceWriter(destination: Writable): Writable {
  const writer = new Writable({
    highWaterMark: 1,
    write: (part: Buffer, _encoding, done) => void writePiece(destination, part).then(() => done(), done),
    final: (done) => void destination.end(done),
    destroy(error, done) {
      if (error !== null) destination.destroy(error);
      done(error);
    },
  });
  finished(destination, { readable: false }, (error) => {
    if (error) writer.destroy(error);
  });
  return writer;
}
