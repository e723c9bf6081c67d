import type { Transaction } from '@understudy/db/database';
import { countEnrichmentItems } from '@understudy/db/enrichment/load-enrichment';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { percentOfEnrichment } from '@understudy/domain/enrichment/enrichment-contract';
import type { EnrichmentReference } from './enrichment-reference.ts';

/** What became of a conversation, for the log of its run. */
export type ConversationEnd = {
  conversationId: string;
  level: 'info' | 'warning';
  message: string;
  data: Record<string, unknown>;
};

/** Writes that a conversation is done, and how far the run is with it. */
export async function recordProgress(
  tx: Transaction,
  { runId, attempt }: EnrichmentReference,
  { conversationId, level, message, data }: ConversationEnd,
): Promise<void> {
  const { total, completed, failed } = await countEnrichmentItems(tx, runId);
  const done = completed + failed;
  await appendRunEvent(tx, {
    runId,
    type: 'item_completed',
    level,
    phase: 'enriching',
    message,
    data: { conversation_id: conversationId, ...data },
    key: `${attempt}:conversation:${conversationId}`,
    update: { completed: done, total, percent: percentOfEnrichment('enriching', done, total) },
  });
}
