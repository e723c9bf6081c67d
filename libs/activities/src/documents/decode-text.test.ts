import { expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';

it('decodes UTF-8 with and without a mark', () => {
  expect(decodeText(new TextEncoder().encode('día 😀'))).toBe('día 😀');
  expect(decodeText(Uint8Array.from([0xef, 0xbb, 0xbf, 0x41]))).toBe('A');
});

it('decodes UTF-16 of both byte orders', () => {
  expect(decodeText(Uint8Array.from([0xff, 0xfe, 0x41, 0, 0xe1, 0]))).toBe('Aá');
  expect(decodeText(Uint8Array.from([0xfe, 0xff, 0, 0x41, 0, 0xe1]))).toBe('Aá');
});

it('takes what is no UTF-8 for Windows-1252', () => {
  expect(decodeText(Uint8Array.from([0x64, 0xed, 0x61, 0x20, 0x80]))).toBe('día €');
});
