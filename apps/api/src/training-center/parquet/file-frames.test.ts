import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FramedFile, frameOf } from './file-frames.ts';

const framed = (pieces: readonly Uint8Array[]): Buffer =>
  Buffer.concat([...pieces.flatMap((piece) => [frameOf(piece.length), piece]), frameOf(0)]);

function chunksOf(bytes: Buffer, length: number): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / length) }, (_, index) =>
    bytes.subarray(index * length, (index + 1) * length),
  );
}

describe('a file in frames', () => {
  it('comes out as it went in, wherever it is cut, and is whole with its last chunk', () => {
    const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 6 });
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 50 }), (given, length) => {
        const file = new FramedFile();
        const parts: Buffer[] = [];
        for (const chunk of chunksOf(framed(given), length)) {
          expect(file.isWhole).toBe(false);
          parts.push(...file.take(chunk));
        }
        expect(file.isWhole).toBe(true);
        expect(Buffer.concat(parts)).toEqual(Buffer.concat(given));
      }),
    );
  });

  it('ends where the next one would begin', () => {
    const file = new FramedFile();
    expect(() => [...file.take(Buffer.concat([framed([]), frameOf(1)]))]).toThrow(RangeError);
  });
});
