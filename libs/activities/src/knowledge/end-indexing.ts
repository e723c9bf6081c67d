import { countChunks } from '@understudy/db/knowledge/pending-chunks';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { getRunError } from '@understudy/db/runs/get-run-error';
import { problemDefinitions, type ProblemCode } from '@understudy/domain/errors/problem-code';
import type { IndexDocumentResult } from '@understudy/domain/knowledge/index-document-contract';
import type { IndexingReference, KnowledgeDependencies } from './knowledge-reference.ts';
import { passages } from './read-document.ts';

/** How the workflow found that indexing ends. */
export type IndexingOutcome =
  { outcome: 'completed' } | { outcome: 'cancelled' } | { outcome: 'failed'; code: ProblemCode };

/** Writes the end of indexing, in the words of what really happened. A second execution writes nothing. */
export async function endIndexing(
  { database }: KnowledgeDependencies,
  reference: IndexingReference & IndexingOutcome,
): Promise<IndexDocumentResult> {
  const { userId, runId, attempt } = reference;
  return await database.asUser(userId, async (tx) => {
    const { total, embedded } = await countChunks(tx, runId);
    const recorded = reference.outcome === 'failed' ? await getRunError(tx, runId) : null;
    await appendRunEvent(tx, {
      runId,
      ...describeEnd(reference, recorded, { total, embedded }),
      data: { chunk_count: total, searchable_chunk_count: embedded },
      key: `${attempt}:ended`,
    });
    return { status: reference.outcome, chunkCount: total };
  });
}

function describeEnd(
  end: IndexingOutcome,
  recorded: Awaited<ReturnType<typeof getRunError>>,
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
      const error = recorded ?? {
        code: end.code,
        message: `${problemDefinitions[end.code].title}. Retry; what is done already is kept.`,
        phase: null,
      };
      return {
        type: 'run_failed',
        level: 'error',
        message: error.message,
        update: { status: 'failed', error },
      } as const;
    }
  }
}
