import type { TrainingSessionFileRow } from '@understudy/db/training-sessions/session-mapping';
import type { ParsedConversation } from '@understudy/domain/conversations/message';
import {
  chatScreenshotInstruction,
  chatScreenshotJsonSchema,
  chatScreenshotSchema,
  chatScreenshotSchemaName,
  conversationOfScreenshot,
  type ChatScreenshot,
} from '@understudy/domain/training-sessions/chat-screenshot';
import { readPdfText, renderPdfPage } from '../documents/pdf-reader.ts';
import { recordedAnswer } from '../providers/recorded-answer.ts';
import { conversationsIn, withoutText, type ExtractedFile } from './extracted-file.ts';
import { pageWarnings, scannedPages } from './read-text-file.ts';
import type { TrainingDependencies, TrainingReference } from './training-reference.ts';

/**
 * Reads a screenshot or a scanned PDF with the vision model. Each picture is one paid call, answered once and for all.
 *
 * @throws UnderstudyError with the reason, naming the file, or one of the `provider_…` codes
 */
export async function readPicture(
  dependencies: TrainingDependencies,
  reference: TrainingReference,
  file: TrainingSessionFileRow,
  signal: AbortSignal,
): Promise<ExtractedFile> {
  const bytes = await dependencies.storage.getBytes(file.storageKey);
  if (file.kind === 'pdf') return await readScannedPdf(dependencies, reference, file, bytes, signal);
  const page = await look(
    dependencies,
    reference,
    `${file.id}:1`,
    bytes,
    file.contentType ?? 'image/png',
    signal,
  );
  return toExtracted(file.name, [page], null, []);
}

async function readScannedPdf(
  dependencies: TrainingDependencies,
  reference: TrainingReference,
  file: TrainingSessionFileRow,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<ExtractedFile> {
  const pdf = await readPdfText(file.name, bytes, signal);
  const scanned = new Set(scannedPages(pdf));
  const pages: ChatScreenshot[] = [];
  for (const [index, text] of pdf.pages.entries()) {
    const number = index + 1;
    if (scanned.has(number)) {
      const picture = await renderPdfPage(file.name, bytes, number, signal);
      pages.push(await look(dependencies, reference, `${file.id}:${number}`, picture, 'image/png', signal));
    } else {
      pages.push({ layout: 'document', text, messages: [] });
    }
  }
  return toExtracted(file.name, pages, pdf.pageCount, pageWarnings(pdf.pageCount));
}

async function look(
  dependencies: TrainingDependencies,
  { userId, runId }: TrainingReference,
  pictureKey: string,
  picture: Uint8Array,
  contentType: string,
  signal: AbortSignal,
): Promise<ChatScreenshot> {
  const dataUrl = `data:${contentType};base64,${Buffer.from(picture).toString('base64')}`;
  return await recordedAnswer(dependencies, {
    userId,
    runId,
    callKey: `picture:${pictureKey}`,
    schema: chatScreenshotSchema,
    request: {
      model: dependencies.models.names.vision,
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: chatScreenshotInstruction },
            { type: 'image', dataUrl },
          ],
        },
      ],
      answerSchema: { name: chatScreenshotSchemaName, schema: chatScreenshotJsonSchema },
      signal,
    },
  });
}

/** Chat pages become one conversation of screenshots; the text of other pages is read like a text file. */
function toExtracted(
  name: string,
  pages: readonly ChatScreenshot[],
  pageCount: number | null,
  warnings: readonly string[],
): ExtractedFile {
  const text = pages
    .map((page) => page.text)
    .join('\n')
    .trim();
  const chat = conversationOfScreenshot(pages);
  const documents = pages.filter(({ layout, text }) => layout === 'document' && text.trim() !== '');
  const documentText = documents.map((page) => page.text).join('\n');
  if (chat === null && documentText === '') throw withoutText(name);
  const conversations: ParsedConversation[] = chat === null ? [] : [chat];
  if (documentText !== '' && (chat === null || documents.length > 0)) {
    try {
      conversations.push(...conversationsIn(name, documentText));
    } catch (error) {
      if (chat === null) throw error;
    }
  }
  const parsing = conversations.flatMap((conversation) => conversation.warnings);
  return { extractionMethod: 'vision', pageCount, text, conversations, warnings: [...warnings, ...parsing] };
}
