import type { Conversation } from '@understudy/domain/enrichment/conversation';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { Page } from '@understudy/domain/http/page';
import { and, asc, eq, gt } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { conversationColumns, toConversation } from '../enrichment/conversation-mapping.ts';
import { mine } from '../ownership.ts';
import type { PageRequest } from '../paging/keyset-page.ts';
import { avatarProfiles } from '../schema/avatars.ts';
import { conversations } from '../schema/conversations.ts';
import { avatarTrainingFiles } from '../schema/training-session-files.ts';
import { trainingFileConversations } from '../schema/training-files.ts';

/**
 * A page of the conversations of a training file, in their order. The cursor is the position of the last one seen.
 *
 * @throws UnderstudyError `malformed_request` for a cursor that none of our pages gave out
 */
export async function listFileConversations(
  tx: Transaction,
  trainingFileId: string,
  page: PageRequest,
): Promise<Page<Conversation>> {
  const { position, conversationId } = trainingFileConversations;
  const rows = await tx
    .select({ position, conversation: conversationColumns })
    .from(trainingFileConversations)
    .innerJoin(conversations, eq(conversations.id, conversationId))
    .innerJoin(avatarProfiles, eq(avatarProfiles.id, conversations.avatarId))
    .innerJoin(avatarTrainingFiles, eq(avatarTrainingFiles.id, conversations.fileId))
    .where(
      and(
        mine(trainingFileConversations),
        eq(trainingFileConversations.trainingFileId, trainingFileId),
        gt(position, positionOf(page)),
      ),
    )
    .orderBy(asc(position))
    .limit(page.limit + 1);
  const shown = rows.slice(0, page.limit);
  return {
    items: shown.map(({ conversation }) => toConversation(conversation)),
    next_cursor: rows.length > page.limit ? String(shown.at(-1)?.position) : null,
  };
}

function positionOf({ cursor }: PageRequest): number {
  if (cursor === undefined) return -1;
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor);
  throw new UnderstudyError('malformed_request', 'The cursor is not one that a page of this list gave out.');
}

/** IDs of all conversations of a training file, in their order. */
export async function listFileConversationIds(tx: Transaction, trainingFileId: string): Promise<string[]> {
  const { position, conversationId } = trainingFileConversations;
  const rows = await tx
    .select({ conversationId })
    .from(trainingFileConversations)
    .where(and(mine(trainingFileConversations), eq(trainingFileConversations.trainingFileId, trainingFileId)))
    .orderBy(asc(position));
  return rows.map((row) => row.conversationId);
}
