import { and, asc, eq, isNull, ne } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { conversationMessages, conversations } from '../schema/conversations.ts';
import { avatarTrainingFiles } from '../schema/training-session-files.ts';

/** What the avatar wrote in the conversations of a session, in order; attachments and empty messages left out. */
export async function loadAvatarMessages(tx: Transaction, sessionId: string): Promise<string[]> {
  const { conversationId, speaker, text, attachment, position } = conversationMessages;
  const rows = await tx
    .select({ text })
    .from(conversationMessages)
    .innerJoin(
      conversations,
      and(eq(conversations.id, conversationId), eq(conversations.avatarSpeaker, speaker)),
    )
    .innerJoin(avatarTrainingFiles, eq(avatarTrainingFiles.id, conversations.fileId))
    .where(
      and(
        mine(conversationMessages),
        eq(conversations.trainingDataId, sessionId),
        isNull(attachment),
        ne(text, ''),
      ),
    )
    .orderBy(asc(avatarTrainingFiles.position), asc(conversations.position), asc(position));
  return rows.map((row) => row.text);
}

/** The conversations of a session in which the avatar speaks, in the order of the upload. */
export async function listAvatarConversations(
  tx: Transaction,
  sessionId: string,
): Promise<{ id: string; avatarSpeaker: string | null }[]> {
  const { id, avatarSpeaker, trainingDataId } = conversations;
  const rows = await tx
    .select({ id, avatarSpeaker })
    .from(conversations)
    .where(and(mine(conversations), eq(trainingDataId, sessionId)))
    .orderBy(asc(id));
  return rows.filter((row) => row.avatarSpeaker !== null);
}
