import type { ConversationAnalysis } from '@understudy/domain/enrichment/conversation-analysis';
import type { RunError } from '@understudy/domain/runs/run';
import { and, eq, ne } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { lockRun } from '../runs/lock-run.ts';
import { conversations } from '../schema/conversations.ts';
import { enrichmentItems } from '../schema/enrichment.ts';

/** A conversation of a run. */
export type EnrichmentItem = { runId: string; conversationId: string };

/** What enrichment found, and where its file is. */
export type Enriched = {
  analysis: ConversationAnalysis;
  pairCount: number;
  path: string;
  at: Date;
};

/**
 * Stores that a conversation is enriched: labels, quality and file in one step. A second execution writes nothing.
 *
 * @returns whether it was written, and the file that nothing refers to any more
 * @throws UnderstudyError `not_found` where the conversation or the run is gone
 */
export async function recordConversationEnriched(
  tx: Transaction,
  item: EnrichmentItem,
  { analysis, pairCount, path, at }: Enriched,
): Promise<{ recorded: boolean; supersededPath: string | null }> {
  const { path: former } = await lockConversation(tx, item);
  if (!(await endItem(tx, item, { status: 'completed', error: null }))) {
    return { recorded: false, supersededPath: null };
  }
  await tx
    .update(conversations)
    .set({
      enrichmentStatus: 'completed',
      persona: analysis.persona,
      emotionalArc: analysis.emotional_arc,
      trainingTopic: analysis.training_topic,
      enrichmentQuality: analysis.quality_score,
      enrichedPairCount: pairCount,
      enrichedFilePath: path,
      enrichedAt: at,
      enrichmentError: null,
    })
    .where(and(mine(conversations), eq(conversations.id, item.conversationId)));
  return { recorded: true, supersededPath: former === path ? null : former };
}

/**
 * Stores why a conversation could not be enriched. One that was enriched before stays so. A second execution writes
 * nothing.
 *
 * @throws UnderstudyError `not_found` where the conversation or the run is gone
 */
export async function recordConversationFailed(
  tx: Transaction,
  item: EnrichmentItem,
  error: RunError,
): Promise<{ recorded: boolean }> {
  await lockConversation(tx, item);
  if (!(await endItem(tx, item, { status: 'failed', error }))) return { recorded: false };
  const { id, enrichmentStatus } = conversations;
  await tx
    .update(conversations)
    .set({ enrichmentStatus: 'failed', enrichmentError: error })
    .where(and(mine(conversations), eq(id, item.conversationId), ne(enrichmentStatus, 'completed')));
  return { recorded: true };
}

/** The run first: its end, too, writes to its conversations. */
async function lockConversation(
  tx: Transaction,
  { runId, conversationId }: EnrichmentItem,
): Promise<{ path: string | null }> {
  await lockRun(tx, runId);
  const rows = await tx
    .select({ path: conversations.enrichedFilePath })
    .from(conversations)
    .where(and(mine(conversations), eq(conversations.id, conversationId)))
    .for('no key update');
  return firstOrNotFound(rows, 'conversation', conversationId);
}

async function endItem(
  tx: Transaction,
  { runId, conversationId }: EnrichmentItem,
  end: { status: 'completed' | 'failed'; error: RunError | null },
): Promise<boolean> {
  const rows = await tx
    .update(enrichmentItems)
    .set(end)
    .where(
      and(
        mine(enrichmentItems),
        eq(enrichmentItems.runId, runId),
        eq(enrichmentItems.conversationId, conversationId),
        eq(enrichmentItems.status, 'pending'),
      ),
    )
    .returning({ conversationId: enrichmentItems.conversationId });
  return rows.length > 0;
}
