import { getDocument, InvalidPDFException, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { z } from 'zod';
import type { PdfAnswer, PdfRequest } from './pdf-contract.ts';

/** Longest side of a rendered page in pixels: about 200 dpi for A4, enough for small print. */
const renderedSidePixels = 2200;

const distribution = new URL('../../', import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs'));

/** Reads the text layer of a PDF, or renders pages of it to PNG. Runs inside of the PDF process only. */
export async function readPdf(request: PdfRequest): Promise<PdfAnswer> {
  try {
    const document = await getDocument({
      data: request.bytes,
      isEvalSupported: false,
      useSystemFonts: false,
      stopAtErrors: false,
      disableFontFace: true,
      verbosity: VerbosityLevel.ERRORS,
      standardFontDataUrl: new URL('standard_fonts/', distribution).pathname,
      cMapUrl: new URL('cmaps/', distribution).pathname,
      cMapPacked: true,
      wasmUrl: new URL('wasm/', distribution).pathname,
    }).promise;
    if (document.numPages === 0) return { outcome: 'failed', reason: 'no_pages' };
    return request.mode === 'text' ? await readText(document, request) : await render(document, request);
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException')
      return { outcome: 'failed', reason: 'encrypted' };
    if (error instanceof InvalidPDFException) return { outcome: 'failed', reason: 'unreadable' };
    if (error instanceof RangeError) return { outcome: 'failed', reason: 'too_complex' };
    return { outcome: 'failed', reason: 'unreadable' };
  }
}

async function readText(document: PDFDocumentProxy, request: PdfRequest): Promise<PdfAnswer> {
  const pages: string[] = [];
  let characters = 0;
  for (let number = 1; number <= Math.min(document.numPages, request.maxPages); number += 1) {
    const text = await pageText(await document.getPage(number));
    characters += text.length;
    if (characters > request.maxCharacters) return { outcome: 'failed', reason: 'too_complex' };
    pages.push(text);
  }
  return { outcome: 'text', pageCount: document.numPages, pages };
}

/** The text of a page with a line break wherever the baseline changes. */
async function pageText(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  let text = '';
  let baseline: number | undefined;
  for (const item of items) {
    if (!('str' in item)) continue;
    const itemBaseline: unknown = item.transform[5];
    if (typeof itemBaseline === 'number' && item.str !== '') {
      if (baseline !== undefined && Math.abs(itemBaseline - baseline) > 2 && !text.endsWith('\n'))
        text += '\n';
      baseline = itemBaseline;
    }
    text += item.str;
    if (item.hasEOL && !text.endsWith('\n')) text += '\n';
  }
  page.cleanup();
  return text.trim();
}

/** What pdfjs draws on in Node; its types call the factory just `Object`. */
type NodeCanvas = { canvas: HTMLCanvasElement & { toBuffer(type: 'image/png'): Uint8Array } };
const canvasFactorySchema = z.custom<{ create(width: number, height: number): NodeCanvas }>(
  (value) => typeof value === 'object' && value !== null && 'create' in value,
);

async function render(document: PDFDocumentProxy, request: PdfRequest): Promise<PdfAnswer> {
  const canvasFactory = canvasFactorySchema.parse(document.canvasFactory);
  const images: Uint8Array[] = [];
  for (const number of request.pages) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const viewport = page.getViewport({ scale: renderedSidePixels / Math.max(width, height) });
    const { canvas } = canvasFactory.create(Math.ceil(viewport.width), Math.ceil(viewport.height));
    await page.render({ canvas, viewport }).promise;
    images.push(new Uint8Array(canvas.toBuffer('image/png')));
    page.cleanup();
  }
  return { outcome: 'rendered', images };
}
