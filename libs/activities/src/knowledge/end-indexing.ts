import { countChunks } from '@understudy/db/knowledge/pending-chunks';
import type { Transaction } from '@understudy/db/database';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import type { IndexDocumentResult } from '@understudy/domain/knowledge/index-document-contract';
import type { RunOutcome } from '@understudy/domain/runs/run-outcome';
import { failureOfRun } from '../runs/failure-of-run.ts';
import type { IndexingReference, KnowledgeDependencies } from './knowledge-reference.ts';
import { passages } from './read-document.ts';

/** Writes the end of indexing, in the words of what really happened. A second execution writes nothing. */
export async function endIndexing(
  { database }: KnowledgeDependencies,
  reference: IndexingReference & RunOutcome,
): Promise<IndexDocumentResult> {
  const { userId, runId, attempt } = reference;
  return await database.asUser(userId, async (tx) => {
    const { total, embedded } = await countChunks(tx, runId);
    await appendRunEvent(tx, {
      runId,
      ...(await describeEnd(tx, reference, { total, embedded })),
      data: { chunk_count: total, searchable_chunk_count: embedded },
      key: `${attempt}:ended`,
    });
    return { status: reference.outcome, chunkCount: total };
  });
}

async function describeEnd(
  tx: Transaction,
  end: IndexingReference & RunOutcome,
  { total, embedded }: { total: number; embedded: number },
) {
  switch (end.outcome) {
    case 'completed':
      return {
        type: 'run_completed',
        level: 'info',
        message: `Ready: ${passages(total)}.`,
        update: { status: 'completed', percent: 100 },
      } as const;
    case 'cancelled':
      return {
        type: 'run_cancelled',
        level: 'warning',
        message: `Cancelled. ${embedded.toLocaleString('en')} of ${passages(total)} can be found by what they mean.`,
        update: { status: 'cancelled' },
      } as const;
    case 'failed': {
      const error = await failureOfRun(tx, end, 'Retry; what is done already is kept.');
      return {
        type: 'run_failed',
        level: 'error',
        message: error.message,
        update: { status: 'failed', error },
      } as const;
    }
  }
}
