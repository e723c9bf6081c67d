import type { KnowledgeDocumentRow } from '@understudy/db/knowledge/load-knowledge-document';
import type { ParsedConversation } from '@understudy/domain/conversations/message';
import { parseChatExport } from '@understudy/domain/conversations/parse-chat-export';
import { renderTranscript } from '@understudy/domain/conversations/render-transcript';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { decodeText } from '../documents/decode-text.ts';
import { readPdfText } from '../documents/pdf-reader.ts';
import type { ObjectStorage } from '../storage/object-storage.ts';
import { pageWarnings, scannedPages } from '../training-sessions/read-text-file.ts';

/** The text of a document, and what a person should know about how it was read. */
export type KnowledgeText = { text: string; pageCount: number | null; warnings: readonly string[] };

/**
 * Reads the text of a document: of a PDF its text layer, of a chat export who said what, of anything else all of it.
 *
 * @throws UnderstudyError `file_without_text`, `file_unreadable` or `file_too_complex`, naming the file; `not_found`,
 *   `storage_unavailable`
 */
export async function readKnowledgeText(
  { fileName, kind, storageKey }: Pick<KnowledgeDocumentRow, 'fileName' | 'kind' | 'storageKey'>,
  storage: ObjectStorage,
  signal: AbortSignal,
): Promise<KnowledgeText> {
  const bytes = await storage.getBytes(storageKey);
  if (kind === 'pdf') return await readPdf(fileName, bytes, signal);
  const text = decodeText(bytes);
  const conversations = exportedConversations(text);
  const readable = conversations.length === 0 ? text : conversations.map(toText).join('\n\n');
  if (readable.trim() === '') throw withoutText(fileName);
  return { text: readable, pageCount: null, warnings: [] };
}

async function readPdf(fileName: string, bytes: Uint8Array, signal: AbortSignal): Promise<KnowledgeText> {
  const pdf = await readPdfText(fileName, bytes, signal);
  const scanned = scannedPages(pdf).length;
  if (scanned === pdf.pages.length) throw withoutText(fileName);
  const skipped =
    scanned === 0
      ? []
      : [`${scanned} of ${pdf.pages.length} pages are pictures without a text layer and were left out.`];
  return {
    text: pdf.pages.join('\n\n'),
    pageCount: pdf.pageCount,
    warnings: [...pageWarnings(pdf.pageCount), ...skipped],
  };
}

/**
 * The conversations of an export; none where the text is no export. Lines such as "Note: …" make a conversation only for
 * training: in a document everything else counts as well.
 */
function exportedConversations(text: string): readonly ParsedConversation[] {
  const parsed = parseChatExport(text);
  if (!parsed.ok) return [];
  return parsed.conversations.filter(({ format }) => format !== 'plain_text');
}

function toText({ title, messages }: ParsedConversation): string {
  const spoken = renderTranscript(messages, { maxCharacters: Number.POSITIVE_INFINITY });
  return title === null ? spoken : `${title}\n\n${spoken}`;
}

function withoutText(fileName: string): UnderstudyError {
  return new UnderstudyError(
    'file_without_text',
    `“${fileName}” has no text that can be read. Run text recognition over it, or paste its text.`,
  );
}
