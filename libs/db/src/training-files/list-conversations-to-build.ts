import { and, asc, eq, gt } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { conversations } from '../schema/conversations.ts';
import { trainingFileConversations } from '../schema/training-files.ts';

/** A conversation on its way into an artefact. */
export type ConversationToBuild = {
  position: number;
  conversationId: string;
  title: string | null;
  path: string | null;
};

/** The next conversations of a training file after a position, in order. */
export async function listConversationsToBuild(
  tx: Transaction,
  trainingFileId: string,
  { after, limit }: { after: number; limit: number },
): Promise<ConversationToBuild[]> {
  const { position, conversationId } = trainingFileConversations;
  return await tx
    .select({
      position,
      conversationId,
      title: conversations.title,
      path: conversations.enrichedFilePath,
    })
    .from(trainingFileConversations)
    .innerJoin(conversations, eq(conversations.id, conversationId))
    .where(
      and(
        mine(trainingFileConversations),
        eq(trainingFileConversations.trainingFileId, trainingFileId),
        gt(position, after),
      ),
    )
    .orderBy(asc(position))
    .limit(limit);
}
