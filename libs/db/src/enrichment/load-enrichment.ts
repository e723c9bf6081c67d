import type { ConversationFormat, ParsedMessage } from '@understudy/domain/conversations/message';
import type { ItemRange } from '@understudy/domain/auto-train/auto-train-contract';
import { and, asc, count, eq, gte, lt } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { conversationMessages, conversations } from '../schema/conversations.ts';
import { avatarTrainingFiles } from '../schema/training-session-files.ts';
import { enrichmentItems } from '../schema/enrichment.ts';

/** What became of the conversations of a run. */
export type EnrichmentCounts = { total: number; pending: number; completed: number; failed: number };

/** Counts the conversations of a run by what became of them; those of deleted avatars are gone. */
export async function countEnrichmentItems(tx: Transaction, runId: string): Promise<EnrichmentCounts> {
  const rows = await tx
    .select({ status: enrichmentItems.status, items: count() })
    .from(enrichmentItems)
    .where(and(mine(enrichmentItems), eq(enrichmentItems.runId, runId)))
    .groupBy(enrichmentItems.status);
  const of = (...statuses: string[]) =>
    rows.reduce((sum, { status, items }) => sum + (statuses.includes(status) ? items : 0), 0);
  return {
    total: of('pending', 'running', 'completed', 'failed'),
    pending: of('pending', 'running'),
    completed: of('completed'),
    failed: of('failed'),
  };
}

/** Conversations of a range of positions that are neither enriched nor have failed in this run, in order. */
export async function listPendingConversations(
  tx: Transaction,
  runId: string,
  { from, to }: ItemRange,
): Promise<string[]> {
  const { conversationId, position, status } = enrichmentItems;
  const rows = await tx
    .select({ conversationId })
    .from(enrichmentItems)
    .where(
      and(
        mine(enrichmentItems),
        eq(enrichmentItems.runId, runId),
        eq(status, 'pending'),
        gte(position, from),
        lt(position, to),
      ),
    )
    .orderBy(asc(position));
  return rows.map((row) => row.conversationId);
}

/** A conversation with all that enrichment needs of it. */
export type ConversationToEnrich = {
  id: string;
  title: string | null;
  fileName: string;
  avatarId: string;
  format: ConversationFormat;
  avatarSpeaker: string | null;
  messageCount: number;
  startedAt: string | null;
  endedAt: string | null;
  messages: ParsedMessage[];
};

/**
 * A conversation with its messages in order.
 *
 * @throws UnderstudyError `not_found`
 */
export async function loadConversationToEnrich(
  tx: Transaction,
  conversationId: string,
): Promise<ConversationToEnrich> {
  const fileName = avatarTrainingFiles.name;
  const { id, title, avatarId, format, avatarSpeaker, messageCount, startedAt, endedAt } = conversations;
  const headers = await tx
    .select({ id, title, fileName, avatarId, format, avatarSpeaker, messageCount, startedAt, endedAt })
    .from(conversations)
    .innerJoin(avatarTrainingFiles, eq(avatarTrainingFiles.id, conversations.fileId))
    .where(and(mine(conversations), eq(id, conversationId)));
  const header = firstOrNotFound(headers, 'conversation', conversationId);
  const { speaker, text, sentAt, attachment, position } = conversationMessages;
  const messages = await tx
    .select({ speaker, text, sentAt, attachment })
    .from(conversationMessages)
    .where(and(mine(conversationMessages), eq(conversationMessages.conversationId, conversationId)))
    .orderBy(asc(position));
  return { ...header, messages };
}
