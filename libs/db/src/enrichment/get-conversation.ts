import type { Conversation } from '@understudy/domain/enrichment/conversation';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { avatarProfiles } from '../schema/avatars.ts';
import { conversations } from '../schema/conversations.ts';
import { avatarTrainingFiles } from '../schema/training-session-files.ts';
import { conversationColumns, toConversation } from './conversation-mapping.ts';

/**
 * A conversation, without its messages.
 *
 * @throws UnderstudyError `not_found`
 */
export async function getConversation(tx: Transaction, conversationId: string): Promise<Conversation> {
  const rows = await tx
    .select(conversationColumns)
    .from(conversations)
    .innerJoin(avatarProfiles, eq(avatarProfiles.id, conversations.avatarId))
    .innerJoin(avatarTrainingFiles, eq(avatarTrainingFiles.id, conversations.fileId))
    .where(and(mine(conversations), eq(conversations.id, conversationId)));
  return toConversation(firstOrNotFound(rows, 'conversation', conversationId));
}
