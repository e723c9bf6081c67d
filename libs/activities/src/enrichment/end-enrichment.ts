import { countEnrichmentItems, type EnrichmentCounts } from '@understudy/db/enrichment/load-enrichment';
import { listUnfinishedEnrichments } from '@understudy/db/enrichment/list-unfinished-enrichments';
import { settleAnsweredCalls } from '@understudy/db/auto-train/settle-answered-calls';
import { releaseAll } from '@understudy/db/budget/release';
import type { Transaction } from '@understudy/db/database';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import type { RunEventDraft } from '@understudy/db/runs/write-run-event';
import type { EnrichConversationsResult } from '@understudy/domain/enrichment/enrichment-contract';
import type { RunOutcome } from '@understudy/domain/runs/run-outcome';
import { failureOfRun } from '../runs/failure-of-run.ts';
import {
  enrichedFileKey,
  type EnrichmentDependencies,
  type EnrichmentReference,
} from './enrichment-reference.ts';

/**
 * Writes the end of an enrichment, in the words of what really came of it, and deletes files that were written for
 * conversations which did not come to their end. A second execution writes nothing.
 */
export async function endEnrichment(
  { database, storage }: Pick<EnrichmentDependencies, 'database' | 'storage'>,
  reference: EnrichmentReference & RunOutcome,
): Promise<EnrichConversationsResult> {
  const { userId, runId, attempt } = reference;
  const { result, unfinished } = await database.asUser(userId, async (tx) => {
    const counts = await countEnrichmentItems(tx, runId);
    const status = statusOf(reference, counts);
    await appendRunEvent(tx, {
      runId,
      ...(await describeEnd(tx, reference, status, counts)),
      data: { completed: counts.completed, failed: counts.failed, pending: counts.pending },
      key: `${attempt}:ended`,
    });
    // After the event, which locks the run: accounts are locked after runs, here as elsewhere.
    await settleAnsweredCalls(tx, runId);
    await releaseAll(tx, runId);
    const { completed, failed } = counts;
    return { result: { status, completed, failed }, unfinished: await listUnfinishedEnrichments(tx, runId) };
  });
  for (const conversationId of unfinished) await storage.delete(enrichedFileKey(reference, conversationId));
  return result;
}

function statusOf(
  { outcome }: RunOutcome,
  { completed, failed }: EnrichmentCounts,
): EnrichConversationsResult['status'] {
  if (outcome !== 'completed') return outcome;
  if (failed === 0) return 'completed';
  return completed > 0 ? 'completed_with_errors' : 'failed';
}

async function describeEnd(
  tx: Transaction,
  reference: EnrichmentReference & RunOutcome,
  status: EnrichConversationsResult['status'],
  { total, completed, failed }: EnrichmentCounts,
): Promise<Omit<RunEventDraft, 'data' | 'key'>> {
  const done = `${completed.toLocaleString('en')} of ${total.toLocaleString('en')} conversations are enriched`;
  const update = { status, completed: completed + failed, total };
  switch (status) {
    case 'completed':
    case 'completed_with_errors':
      return {
        type: 'run_completed',
        level: failed === 0 ? 'info' : 'warning',
        phase: 'finishing',
        message: failed === 0 ? `${done}.` : `${done}; ${failed.toLocaleString('en')} could not be.`,
        update: { ...update, percent: 100 },
      };
    case 'cancelled':
      return {
        type: 'run_cancelled',
        level: 'warning',
        message: `Cancelled. ${done}, and stay so.`,
        update: { status },
      };
    case 'failed': {
      const error =
        reference.outcome === 'failed'
          ? await failureOfRun(tx, reference, 'Retry the enrichment; what is done already is kept.')
          : {
              code: 'nothing_to_train_on' as const,
              message: `None of the ${total.toLocaleString('en')} conversations could be enriched; each says why.`,
              phase: null,
            };
      return { type: 'run_failed', level: 'error', message: error.message, update: { status, error } };
    }
  }
}
