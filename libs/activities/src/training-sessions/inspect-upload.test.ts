import { describe, expect, it } from 'vitest';
import { inspectUpload } from './inspect-upload.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const png = Uint8Array.from([
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1,
  8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 10, 0x49, 0x44, 0x41, 0x54,
]);
const windowsProgram = Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff, 0, 0]);

function inspect(name: string, head: Uint8Array, sizeBytes = head.length) {
  return inspectUpload({ name, sizeBytes, head });
}

describe('inspectUpload', () => {
  it('recognises a PNG by its content, whatever its name', async () => {
    expect(await inspect('chat.txt', png)).toEqual({ ok: true, kind: 'image', contentType: 'image/png' });
  });

  it('recognises a PDF', async () => {
    expect(await inspect('a.pdf', bytes('%PDF-1.7\n%âãÏÓ'))).toMatchObject({ ok: true, kind: 'pdf' });
  });

  it('recognises text in UTF-8, Windows-1252 and UTF-16', async () => {
    expect(await inspect('a.txt', bytes('Ana: olá 😀'))).toMatchObject({ ok: true, kind: 'text' });
    expect(await inspect('a.txt', Uint8Array.from([0x41, 0x6e, 0x61, 0x3a, 0x20, 0xe1]))).toMatchObject({
      kind: 'text',
    });
    expect(await inspect('a.txt', Uint8Array.from([0xff, 0xfe, 0x41, 0, 0x3a, 0]))).toMatchObject({
      kind: 'text',
    });
  });

  it('takes a .json file for JSON, and a text that begins with a bracket for text', async () => {
    expect(await inspect('result.json', bytes('{"messages": []}'))).toMatchObject({ kind: 'json' });
    expect(await inspect('chat.txt', bytes('[31/12/23, 21:41:07] Ann: hello'))).toMatchObject({
      kind: 'text',
    });
  });

  it('refuses a program that is called a picture, and names the file', async () => {
    const verdict = await inspect('photo.png', windowsProgram);
    expect(verdict).toMatchObject({ ok: false, code: 'file_type_unsupported' });
    expect(verdict).toHaveProperty('message', expect.stringContaining('“photo.png”'));
  });

  it('refuses pictures of other formats, with what is accepted', async () => {
    const gif = bytes('GIF89a\u0001\u0000\u0001\u0000');
    expect(await inspect('a.png', gif)).toHaveProperty(
      'message',
      expect.stringMatching(/GIF.*PNG, JPG, PDF, TXT/),
    );
  });

  it('refuses an empty file and one over 20 MB, and names the file', async () => {
    expect(await inspect('void.txt', new Uint8Array())).toMatchObject({ ok: false, code: 'file_empty' });
    const large = await inspect('long.txt', bytes('a'), 21 * 1024 * 1024);
    expect(large).toMatchObject({ ok: false, code: 'file_too_large' });
    expect(large).toHaveProperty('message', expect.stringContaining('“long.txt”'));
  });

  it('accepts a file of exactly 20 MB', async () => {
    expect(await inspect('long.txt', bytes('a'), 20 * 1024 * 1024)).toMatchObject({ ok: true });
  });
});
