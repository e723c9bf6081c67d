import { and, asc, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { conversations } from '../schema/conversations.ts';
import { trainingFileConversations } from '../schema/training-files.ts';

/** IDs of the training files that have conversations of an avatar. */
export async function listFilesOfAvatar(tx: Transaction, avatarId: string): Promise<string[]> {
  const { trainingFileId, conversationId } = trainingFileConversations;
  const rows = await tx
    .selectDistinct({ id: trainingFileId })
    .from(trainingFileConversations)
    .innerJoin(conversations, eq(conversations.id, conversationId))
    .where(and(mine(trainingFileConversations), eq(conversations.avatarId, avatarId)))
    .orderBy(asc(trainingFileId));
  return rows.map(({ id }) => id);
}
