import type { TrainingSessionFileRow } from '@understudy/db/training-sessions/session-mapping';
import { uploadLimits } from '@understudy/domain/training-sessions/upload-limits';
import { decodeText } from '../documents/decode-text.ts';
import { readPdfText, type PdfText } from '../documents/pdf-reader.ts';
import type { ObjectStorage } from '../storage/object-storage.ts';
import { conversationsIn, type ExtractedFile } from './extracted-file.ts';

/** Characters below which a page counts as scanned: less than a page number and a running title. */
const scannedPageCharacters = 12;

/** A text file or the text layer of a PDF; `scanned` where pages of the PDF have none and must be looked at. */
export type TextReading = { scanned: true; pageCount: number } | { scanned: false; file: ExtractedFile };

/**
 * Reads a text, JSON or PDF file without any provider.
 *
 * @throws UnderstudyError with the reason, naming the file
 */
export async function readTextFile(
  file: TrainingSessionFileRow,
  storage: ObjectStorage,
  signal: AbortSignal,
): Promise<TextReading> {
  const bytes = await storage.getBytes(file.storageKey);
  if (file.kind !== 'pdf') {
    const text = decodeText(bytes);
    return { scanned: false, file: toExtracted(file.name, text, 'plain_text', null, []) };
  }
  const pdf = await readPdfText(file.name, bytes, signal);
  if (scannedPages(pdf).length > 0) return { scanned: true, pageCount: pdf.pageCount };
  const text = pdf.pages.join('\n');
  return {
    scanned: false,
    file: toExtracted(file.name, text, 'pdf_text_layer', pdf.pageCount, pageWarnings(pdf.pageCount)),
  };
}

/** Numbers, from 1, of the pages that have no text layer to speak of. */
export function scannedPages({ pages }: PdfText): number[] {
  return pages.flatMap((text, index) => (text.length < scannedPageCharacters ? [index + 1] : []));
}

/** Says when a PDF has more pages than are read. */
export function pageWarnings(pageCount: number): string[] {
  const { pdfPages } = uploadLimits;
  return pageCount > pdfPages ? [`Only the first ${pdfPages} of ${pageCount} pages were read.`] : [];
}

function toExtracted(
  name: string,
  text: string,
  extractionMethod: ExtractedFile['extractionMethod'],
  pageCount: number | null,
  warnings: readonly string[],
): ExtractedFile {
  const conversations = conversationsIn(name, text);
  const parsing = conversations.flatMap((conversation) => conversation.warnings);
  return { extractionMethod, pageCount, text, conversations, warnings: [...warnings, ...parsing] };
}
