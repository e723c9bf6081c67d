import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readPdfText, renderPdfPage } from './pdf-reader.ts';

/** A one-page PDF whose content stream is `stream`, encoded as `filter` says. */
function pdf(stream: Uint8Array, filter: string): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  const head = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('');
  const streamHead = `5 0 obj\n<< /Length ${stream.length} /Filter ${filter} >>\nstream\n`;
  return Buffer.concat([
    Buffer.from(`%PDF-1.4\n${head}${streamHead}`),
    stream,
    Buffer.from('\nendstream\nendobj\ntrailer << /Size 6 /Root 1 0 R >>\n%%EOF'),
  ]);
}

function textPdf(...lines: string[]): Uint8Array {
  const shown = lines.map((line) => `(${line}) Tj T*`).join(' ');
  return pdf(deflateSync(Buffer.from(`BT /F1 12 Tf 50 800 Td 14 TL ${shown} ET`)), '/FlateDecode');
}

describe('readPdfText', () => {
  it('reads the text layer with its line breaks', async () => {
    const { pageCount, pages } = await readPdfText('chat.pdf', textPdf('Ann: hello', 'Bob: hi there'));
    expect(pageCount).toBe(1);
    expect(pages).toEqual(['Ann: hello\nBob: hi there']);
  });

  it('gives an empty text for a page without a text layer', async () => {
    const { pages } = await readPdfText('scan.pdf', pdf(deflateSync(Buffer.from('q Q')), '/FlateDecode'));
    expect(pages).toEqual(['']);
  });

  it('gives up a bomb within bounded time and memory, and names the file', async () => {
    const bomb = deflateSync(deflateSync(Buffer.alloc(2 ** 30, ' ')));
    const before = process.memoryUsage.rss();
    const reading = readPdfText('bomb.pdf', pdf(bomb, '[/FlateDecode /FlateDecode]'));
    await expect(reading).rejects.toMatchObject({
      code: 'file_too_complex',
      message: expect.stringContaining('“bomb.pdf”'),
    });
    expect(process.memoryUsage.rss() - before).toBeLessThan(400 * 1024 * 1024);
  });

  it('says that a damaged file is damaged', async () => {
    const reading = readPdfText('torn.pdf', Buffer.from('%PDF-1.4\nno more'));
    await expect(reading).rejects.toMatchObject({
      code: 'file_unreadable',
      message: expect.stringContaining('“torn.pdf”'),
    });
  });

  it('says that a file has no pages', async () => {
    const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>'];
    const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('');
    const bytes = Buffer.from(`%PDF-1.4\n${body}trailer << /Size 3 /Root 1 0 R >>\n%%EOF`);
    await expect(readPdfText('none.pdf', bytes)).rejects.toMatchObject({
      code: 'file_unreadable',
      message: expect.stringContaining('“none.pdf” is a PDF without a page'),
    });
  });

  it('ends its process when it is aborted', async () => {
    const controller = new AbortController();
    const reading = readPdfText('a.pdf', textPdf('a'), controller.signal);
    controller.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
  });
});

it('renders a page to a PNG', async () => {
  const image = await renderPdfPage('chat.pdf', textPdf('Ann: hello'), 1);
  expect([...image.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
  expect(image.length).toBeGreaterThan(10_000);
});
