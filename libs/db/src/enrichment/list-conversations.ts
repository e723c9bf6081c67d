import type { Conversation } from '@understudy/domain/enrichment/conversation';
import type { EnrichmentStatus } from '@understudy/domain/enrichment/enrichment-status';
import type { Page } from '@understudy/domain/http/page';
import { and, desc, eq, or, sql, type SQL } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { containing } from '../paging/containing.ts';
import { olderThanCursor, toPage, type PageRequest } from '../paging/keyset-page.ts';
import { avatarProfiles } from '../schema/avatars.ts';
import { conversations } from '../schema/conversations.ts';
import { avatarTrainingFiles } from '../schema/training-session-files.ts';
import { trainingFileConversations } from '../schema/training-files.ts';
import { conversationColumns, toConversation } from './conversation-mapping.ts';

/** Which conversations: those that meet every condition given. */
export type ConversationFilter = {
  avatarId?: string | undefined;
  status?: EnrichmentStatus | undefined;
  /** Part of the title or of the file's name. */
  search?: string | undefined;
  /** Only conversations that are in this training file. */
  inFile?: string | undefined;
  /** Only conversations that are not in it. */
  notInFile?: string | undefined;
};

/** A page of the user's conversations, newest first. */
export async function listConversations(
  tx: Transaction,
  filter: ConversationFilter,
  page: PageRequest,
): Promise<Page<Conversation>> {
  const { avatarId, status, search, inFile, notInFile } = filter;
  const rows = await tx
    .select(conversationColumns)
    .from(conversations)
    .innerJoin(avatarProfiles, eq(avatarProfiles.id, conversations.avatarId))
    .innerJoin(avatarTrainingFiles, eq(avatarTrainingFiles.id, conversations.fileId))
    .where(
      and(
        mine(conversations),
        avatarId === undefined ? undefined : eq(conversations.avatarId, avatarId),
        status === undefined ? undefined : eq(conversations.enrichmentStatus, status),
        search === undefined
          ? undefined
          : or(containing(conversations.title, search), containing(avatarTrainingFiles.name, search)),
        inFile === undefined ? undefined : isIn(inFile),
        notInFile === undefined ? undefined : sql`not ${isIn(notInFile)}`,
        olderThanCursor(conversations.id, page),
      ),
    )
    .orderBy(desc(conversations.id))
    .limit(page.limit + 1);
  const { items, next_cursor } = toPage(rows, page, (row) => ({ id: row.id, row }));
  return { items: items.map(({ row }) => toConversation(row)), next_cursor };
}

function isIn(trainingFileId: string): SQL {
  const { trainingFileId: file, conversationId } = trainingFileConversations;
  return sql`exists (
    select from ${trainingFileConversations}
    where ${mine(trainingFileConversations)} and ${file} = ${trainingFileId} and ${conversationId} = ${conversations.id}
  )`;
}
