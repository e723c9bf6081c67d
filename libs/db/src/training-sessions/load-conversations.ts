import type { ConversationFormat, ParsedMessage } from '@understudy/domain/conversations/message';
import { and, asc, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { conversationMessages, conversations } from '../schema/conversations.ts';
import { avatarTrainingFiles } from '../schema/training-session-files.ts';

/** A conversation with all of its messages in order. */
export type LoadedConversation = {
  id: string;
  fileId: string;
  fileName: string;
  title: string | null;
  format: ConversationFormat;
  avatarSpeaker: string | null;
  messages: ParsedMessage[];
};

/** The conversations of a session with their messages, in the order of the upload. */
export async function loadConversations(tx: Transaction, sessionId: string): Promise<LoadedConversation[]> {
  const { conversationId, speaker, text, sentAt, attachment } = conversationMessages;
  const headers = await tx
    .select({
      id: conversations.id,
      fileId: conversations.fileId,
      fileName: avatarTrainingFiles.name,
      title: conversations.title,
      format: conversations.format,
      avatarSpeaker: conversations.avatarSpeaker,
    })
    .from(conversations)
    .innerJoin(avatarTrainingFiles, eq(avatarTrainingFiles.id, conversations.fileId))
    .where(and(mine(conversations), eq(conversations.trainingDataId, sessionId)))
    .orderBy(asc(avatarTrainingFiles.position), asc(conversations.position));
  const messages = await tx
    .select({ conversationId, speaker, text, sentAt, attachment })
    .from(conversationMessages)
    .innerJoin(conversations, eq(conversations.id, conversationId))
    .where(and(mine(conversationMessages), eq(conversations.trainingDataId, sessionId)))
    .orderBy(asc(conversationId), asc(conversationMessages.position));
  const byConversation = Map.groupBy(messages, (message) => message.conversationId);
  return headers.map((header) => ({
    ...header,
    messages: (byConversation.get(header.id) ?? []).map(({ conversationId: _, ...message }) => message),
  }));
}
