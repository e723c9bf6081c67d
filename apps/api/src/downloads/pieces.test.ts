import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describe, expect, it } from 'vitest';
import { giveBackPiece, pieceBytes, pieceWriter, takePiece } from './pieces.ts';

/** A destination that keeps a copy of what it gets, and is slow. */
function slowDestination(): { destination: Writable; text: () => string } {
  const parts: string[] = [];
  const destination = new Writable({
    write(part: Buffer, _encoding, done) {
      // Looked at late: whoever uses a piece again too early is found out.
      setImmediate(() => {
        parts.push(part.toString('latin1'));
        done();
      });
    },
  });
  return { destination, text: () => parts.join('') };
}

/** Pieces whose bytes say which they are. */
function* numbered(count: number, seen: Set<ArrayBufferLike>): Generator<Buffer> {
  for (let at = 0; at < count; at += 1) {
    const piece = takePiece();
    seen.add(piece.buffer);
    yield piece.subarray(0, piece.write(`${at};`));
  }
}

const expected = (count: number) => Array.from({ length: count }, (_, at) => `${at};`).join('');

describe('pieces of a download', () => {
  it('are used again when they are written, and not before', async () => {
    const seen = new Set<ArrayBufferLike>();
    const { destination, text } = slowDestination();
    await pipeline(Readable.from(numbered(500, seen), { highWaterMark: 3 }), pieceWriter(destination));
    expect(text()).toBe(expected(500));
    expect(seen.size).toBeLessThan(10);
  });

  it('are never those of two downloads', async () => {
    const seen = new Set<ArrayBufferLike>();
    const slow = [slowDestination(), slowDestination(), slowDestination()];
    await Promise.all(slow.map(({ destination }) => pipeline(numbered(200, seen), pieceWriter(destination))));
    for (const { text } of slow) expect(text()).toBe(expected(200));
  });

  it('are in the pool once, however often they are given back', () => {
    const piece = takePiece();
    giveBackPiece(piece.subarray(3, 9));
    giveBackPiece(piece);
    const [one, other] = [takePiece(), takePiece()];
    expect(one.buffer).not.toBe(other.buffer);
    expect([one.length, other.length]).toEqual([pieceBytes, pieceBytes]);
  });

  it('other buffers are left alone', () => {
    const own = Buffer.alloc(pieceBytes);
    giveBackPiece(own);
    expect(takePiece().buffer).not.toBe(own.buffer);
  });

  it('a destination that goes away ends the reading; one that is cut off is told why', async () => {
    const gone = slowDestination().destination;
    let hasEnded = false;
    const reading = async function* () {
      try {
        yield* numbered(Infinity, new Set());
      } finally {
        hasEnded = true;
      }
    };
    const done = pipeline(reading, pieceWriter(gone));
    setTimeout(() => gone.destroy(), 5);
    await expect(done).rejects.toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' });
    expect(hasEnded).toBe(true);

    const cut = slowDestination().destination;
    const failing = async function* () {
      yield takePiece();
      await Promise.reject(new Error('no database'));
    };
    await expect(pipeline(failing, pieceWriter(cut))).rejects.toThrow('no database');
    expect(cut.destroyed).toBe(true);
  });
});
