import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CopiedRows, copyHeader, copyTrailer, rowsOfCopy, type ColumnPlaces } from './copied-rows.ts';

const header = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);

/** As PostgreSQL sends them. */
function sent(rows: readonly (readonly (string | null)[])[]): Buffer {
  const number = (bytes: 2 | 4, value: number) => {
    const buffer = Buffer.alloc(bytes);
    buffer.writeIntBE(value, 0, bytes);
    return buffer;
  };
  const column = (text: string | null) =>
    text === null ? [number(4, -1)] : [number(4, Buffer.byteLength(text)), Buffer.from(text)];
  return Buffer.concat([
    header,
    ...rows.flatMap((columns) => [number(2, columns.length), ...columns.flatMap(column)]),
    number(2, -1),
  ]);
}

function textsAt(bytes: Buffer, places: ColumnPlaces): (string | null)[] {
  return places.flatMap((from, index) => {
    const to = places[index + 1] ?? from;
    return index % 2 === 1 ? [] : [to < from ? null : bytes.toString('utf8', from, to)];
  });
}

it('takes the same rows out of pieces of any size', () => {
  const rows = fc.array(fc.array(fc.option(fc.string({ unit: 'grapheme' })), { minLength: 1, maxLength: 3 }));
  fc.assert(
    fc.property(rows, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (given, sizes) => {
      const bytes = sent(given);
      const found: (string | null)[][] = [];
      const copied = new CopiedRows((piece, places) => {
        const columns = places.slice(0, 2 * (given[found.length]?.length ?? 0));
        found.push(textsAt(piece, columns));
      });
      for (let from = 0, turn = 0; from < bytes.length; turn += 1) {
        const to = from + (sizes[turn % sizes.length] ?? 1);
        copied.push(bytes.subarray(from, to));
        from = to;
      }
      expect(found).toEqual(given);
    }),
  );
});

/** Bytes in pieces of some sizes, the sizes over and over again. */
async function* inPieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let from = 0, turn = 0; from < bytes.length; turn += 1) {
    const to = from + (sizes[turn % sizes.length] ?? 1);
    yield bytes.subarray(from, to);
    from = to;
  }
}

async function joined(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) {
    expect(piece.length).toBeGreaterThan(0);
    all.push(piece);
  }
  return Buffer.concat(all);
}

const pieceSizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 });

it('leaves the rows alone, whatever the pieces, without what is around them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), pieceSizes, async (given, sizes) => {
      const rows = Buffer.from(given);
      const copy = Buffer.concat([copyHeader, rows, copyTrailer]);
      expect(await joined(rowsOfCopy(inPieces(copy, sizes)))).toEqual(rows);
    }),
  );
});

it.each([
  ['nothing', Buffer.alloc(0)],
  ['a header alone', copyHeader],
  ['half a trailer', Buffer.concat([copyHeader, copyTrailer.subarray(1)])],
  ['something else', Buffer.concat([Buffer.alloc(copyHeader.length), copyTrailer])],
])('takes %s for no copy', async (_what, bytes) => {
  await expect(joined(rowsOfCopy(inPieces(bytes, [7])))).rejects.toThrow(RangeError);
});
