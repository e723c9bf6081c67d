import { isEnded } from '@understudy/domain/runs/run';
import { and, eq, inArray, ne } from 'drizzle-orm';
import { releaseWhenEnded } from '../budget/release-when-ended.ts';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import type { WrittenRunEvent } from '../runs/write-run-event.ts';
import { conversations } from '../schema/conversations.ts';
import { enrichmentItems } from '../schema/enrichment.ts';

/**
 * What a new status of an enrichment run means for its conversations: when it ends, those it did not come to wait again;
 * when it is retried, those that failed and those it did not come to are its own once more.
 */
export async function followEnrichment(tx: Transaction, event: WrittenRunEvent): Promise<void> {
  await releaseWhenEnded(tx, event);
  const { id: runId } = event.run;
  if (isEnded(event.status)) await leaveUnfinished(tx, runId);
  else if (isEnded(event.run.status)) await reopenEnrichmentItems(tx, runId);
}

async function leaveUnfinished(tx: Transaction, runId: string): Promise<void> {
  const { id, enrichmentStatus } = conversations;
  await tx
    .update(conversations)
    .set({ enrichmentStatus: 'pending' })
    .where(
      and(
        mine(conversations),
        eq(enrichmentStatus, 'running'),
        inArray(id, itemsOf(tx, runId, eq(enrichmentItems.status, 'pending'))),
      ),
    );
}

/** Makes everything that is not enriched the work of the run again; what another run has enriched or is at is left out. */
async function reopenEnrichmentItems(tx: Transaction, runId: string): Promise<void> {
  const { id, enrichmentStatus } = conversations;
  await tx
    .update(enrichmentItems)
    .set({ status: 'pending', error: null })
    .where(
      and(mine(enrichmentItems), eq(enrichmentItems.runId, runId), eq(enrichmentItems.status, 'failed')),
    );
  await tx
    .update(conversations)
    .set({ enrichmentStatus: 'running', enrichmentError: null })
    .where(
      and(
        mine(conversations),
        ne(enrichmentStatus, 'completed'),
        inArray(id, itemsOf(tx, runId, eq(enrichmentItems.status, 'pending'))),
      ),
    );
}

function itemsOf(tx: Transaction, runId: string, condition: ReturnType<typeof eq>) {
  return tx
    .select({ id: enrichmentItems.conversationId })
    .from(enrichmentItems)
    .where(and(mine(enrichmentItems), eq(enrichmentItems.runId, runId), condition));
}
