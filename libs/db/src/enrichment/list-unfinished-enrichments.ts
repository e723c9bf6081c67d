import { and, eq, ne } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { enrichmentItems } from '../schema/enrichment.ts';

/** Conversations of a run that it did not enrich, whatever the reason. */
export async function listUnfinishedEnrichments(tx: Transaction, runId: string): Promise<string[]> {
  const { conversationId, status } = enrichmentItems;
  const rows = await tx
    .select({ conversationId })
    .from(enrichmentItems)
    .where(and(mine(enrichmentItems), eq(enrichmentItems.runId, runId), ne(status, 'completed')));
  return rows.map((row) => row.conversationId);
}
