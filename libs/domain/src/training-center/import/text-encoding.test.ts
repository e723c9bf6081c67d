import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EncodingTally } from './text-encoding.ts';

function tallied(bytes: Uint8Array, piece: number): EncodingTally {
  const tally = new EncodingTally();
  for (let at = 0; at < bytes.length; at += piece) tally.add(bytes.subarray(at, at + piece));
  tally.end();
  return tally;
}

it('bytes are UTF-8 exactly where they can be decoded, wherever the pieces are cut', () => {
  const text = fc.string({ unit: 'binary' }).map((value) => Uint8Array.from(Buffer.from(value, 'utf8')));
  const bytes = fc.oneof(
    text,
    fc.uint8Array(),
    fc.tuple(text, fc.nat(3)).map(([all, cut]) => all.slice(cut)),
  );
  fc.assert(
    fc.property(bytes, fc.integer({ min: 1, max: 5 }), (all, piece) => {
      const decode = () => new TextDecoder('utf-8', { fatal: true }).decode(all);
      if (tallied(all, piece).isFaultless) expect(decode).not.toThrow();
      else expect(decode).toThrow();
    }),
    { numRuns: 1_000 },
  );
});

it('texts in Windows-1252 are told from UTF-8 with damaged bytes', () => {
  const latin = Uint8Array.from(Buffer.from('Spaß, Größe, CAFÉ', 'latin1'));
  expect(tallied(latin, 3).encoding(false)).toBe('windows-1252');
  expect(tallied(latin, 3).encoding(true)).toBe('windows-1252');
  const damaged = Uint8Array.of(...Buffer.from('Spaß, Größe', 'utf8'), 0xe9);
  expect(tallied(damaged, 3).encoding(false)).toBe('utf-8');
  expect(tallied(damaged, 3).encoding(true)).toBe('utf-8');
});
