import { z } from 'zod';

const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** What the PDF process is asked for. `renderFrom` renders pages to PNG instead of reading their text layer. */
export const pdfRequestSchema = z.object({
  bytes: bytesSchema,
  mode: z.enum(['text', 'render']),
  maxPages: z.int().min(1),
  maxCharacters: z.int().min(1),
  /** Pages to render, counted from 1. */
  pages: z.array(z.int().min(1)),
});
export type PdfRequest = z.infer<typeof pdfRequestSchema>;

/** What the PDF process answers. */
export const pdfAnswerSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('text'),
    pageCount: z.int(),
    /** The text layer of each page that was read; empty for a scanned page. */
    pages: z.array(z.string()),
  }),
  z.object({ outcome: z.literal('rendered'), images: z.array(bytesSchema) }),
  z.object({
    outcome: z.literal('failed'),
    reason: z.enum(['unreadable', 'encrypted', 'too_complex', 'no_pages']),
  }),
]);
export type PdfAnswer = z.infer<typeof pdfAnswerSchema>;
