import type { ParsedConversation } from '@understudy/domain/conversations/message';
import type { TrainingSessionFile } from '@understudy/domain/training-sessions/training-session';
import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { newId } from '../new-id.ts';
import { mine } from '../ownership.ts';
import { conversations } from '../schema/conversations.ts';
import { avatarTrainingFiles } from '../schema/training-session-files.ts';
import { storableText } from '../storable-text.ts';
import { insertMessages } from './insert-messages.ts';

/** What was read off a file. */
export type FileExtraction = {
  fileId: string;
  extractionMethod: NonNullable<TrainingSessionFile['extraction_method']>;
  /** Null for anything but a PDF. */
  pageCount: number | null;
  text: string;
  warnings: readonly string[];
  conversations: readonly Pick<ParsedConversation, 'format' | 'title' | 'messages'>[];
};

/**
 * Stores a file's text, conversations and messages. Does nothing for a file that is extracted already, so that a second
 * execution is harmless.
 *
 * @throws UnderstudyError `not_found`
 */
export async function recordFileExtracted(
  tx: Transaction,
  extraction: FileExtraction,
): Promise<{ recorded: boolean }> {
  const { fileId, extractionMethod, pageCount, text, warnings } = extraction;
  const rows = await tx
    .select({
      status: avatarTrainingFiles.status,
      avatarId: avatarTrainingFiles.avatarId,
      trainingDataId: avatarTrainingFiles.trainingDataId,
    })
    .from(avatarTrainingFiles)
    .where(and(mine(avatarTrainingFiles), eq(avatarTrainingFiles.id, fileId)))
    .for('no key update');
  const { status, ...owner } = firstOrNotFound(rows, 'file', fileId);
  if (status === 'extracted') return { recorded: false };
  const messageCount = extraction.conversations.reduce((sum, { messages }) => sum + messages.length, 0);
  await tx
    .update(avatarTrainingFiles)
    .set({
      status: 'extracted',
      extractionMethod,
      pageCount,
      extractedText: text,
      textLength: text.length,
      messageCount,
      warnings: [...warnings],
      errorCode: null,
      errorMessage: null,
      extractedAt: sql`clock_timestamp()`,
    })
    .where(and(mine(avatarTrainingFiles), eq(avatarTrainingFiles.id, fileId)));
  for (const [position, conversation] of extraction.conversations.entries()) {
    const conversationId = newId();
    await tx
      .insert(conversations)
      .values({ id: conversationId, ...owner, fileId, position, ...describe(conversation) });
    await insertMessages(tx, conversationId, conversation.messages);
  }
  return { recorded: true };
}

function describe({ format, title, messages }: FileExtraction['conversations'][number]) {
  const dates = messages.map(({ sentAt }) => sentAt).filter((sentAt) => sentAt !== null);
  return {
    format,
    title,
    messageCount: messages.length,
    speakers: countSpeakers(messages),
    startedAt: dates.at(0) ?? null,
    endedAt: dates.at(-1) ?? null,
  };
}

/** Names as they will be read back, so that they match the speakers of the stored messages. */
function countSpeakers(messages: readonly { speaker: string }[]): { name: string; message_count: number }[] {
  const counts = new Map<string, number>();
  for (const { speaker } of messages) {
    const name = storableText(speaker);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, message_count]) => ({ name, message_count }))
    .sort((one, other) => other.message_count - one.message_count);
}
