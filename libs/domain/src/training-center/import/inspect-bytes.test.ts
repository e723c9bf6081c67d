import { describe, expect, it } from 'vitest';
import { inspectBytes, isEncodingCertain } from './inspect-bytes.ts';

const utf8 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf8'));
const utf16 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf16le'));

describe('the first bytes of a file', () => {
  it('are UTF-8, with or without a mark, even if a character is cut off', () => {
    expect(inspectBytes(utf8('{"a": "é😀"}'), true)).toEqual({
      kind: 'text',
      encoding: 'utf-8',
      bomBytes: 0,
    });
    expect(inspectBytes(utf8('\uFEFFa,b'), true)).toEqual({ kind: 'text', encoding: 'utf-8', bomBytes: 3 });
    expect(inspectBytes(utf8('a😀').subarray(0, 3), false)).toMatchObject({ encoding: 'utf-8' });
    expect(inspectBytes(utf8('a😀').subarray(0, 3), true)).toMatchObject({ encoding: 'windows-1252' });
  });

  it('are UTF-8 where some bytes of it are damaged', () => {
    const damaged = Uint8Array.of(...utf8('{"a": "grün"}\n{"b": "'), 0xe9, 0xe8, ...utf8('"}'));
    expect(inspectBytes(damaged, true)).toMatchObject({ kind: 'text', encoding: 'utf-8' });
    const table = Uint8Array.of(...utf8('Größe,Straße\nä,'), 0xe9);
    expect(inspectBytes(table, true)).toMatchObject({ kind: 'text', encoding: 'utf-8' });
    const marked = Uint8Array.of(...utf8('\uFEFFa,'), 0xe9, 0x20, 0xe9);
    expect(inspectBytes(marked, true)).toMatchObject({ encoding: 'utf-8', bomBytes: 3 });
  });

  it('say for certain what the rest is only with a mark or enough characters', () => {
    expect(isEncodingCertain(utf8('a,b'), false)).toBe(false);
    expect(isEncodingCertain(utf8('a,b'), true)).toBe(true);
    expect(isEncodingCertain(utf8('\uFEFFa'), false)).toBe(true);
    expect(isEncodingCertain(utf8('ä'.repeat(16)), false)).toBe(true);
  });

  it('are Windows-1252 where Excel wrote them', () => {
    expect(inspectBytes(Uint8Array.from(Buffer.from('Größe,Straße', 'latin1')), true)).toMatchObject({
      encoding: 'windows-1252',
    });
  });

  it('are compressed', () => {
    expect(inspectBytes(Uint8Array.of(0x1f, 0x8b, 8), false)).toEqual({ kind: 'gzip' });
  });

  it.each([
    ['UTF-16 with a mark', utf16('\uFEFF{"a": 1}'), /UTF-16/],
    ['UTF-16 without a mark', utf16('{"instruction": "a", "output": "b"}'), /UTF-16/],
    ['UTF-32', Uint8Array.of(0x7b, 0, 0, 0, 0x22, 0, 0, 0, 0x61, 0, 0, 0), /UTF-32/],
    [
      'a picture, or what claims to be one',
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, ...Array<number>(200).fill(0)),
      /picture \(PNG\)/,
    ],
    ['a workbook', utf8('PK\u0003\u0004rest'), /ZIP|Excel/],
    ['nothing', new Uint8Array(), /empty/],
    ['noise', Uint8Array.of(1, 2, 0, 200, 201, 0, 3, 255), /no text/],
  ])('are refused with a reason where they are %s', (_, bytes, reason) => {
    expect(inspectBytes(bytes, true)).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(reason),
    });
  });
});
