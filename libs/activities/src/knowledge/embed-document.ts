import { loadKnowledgeDocument } from '@understudy/db/knowledge/load-knowledge-document';
import { countChunks } from '@understudy/db/knowledge/pending-chunks';
import { getRunStatus } from '@understudy/db/runs/get-run-status';
import type { EmbeddedDocument } from '@understudy/domain/knowledge/index-document-contract';
import { isEnded } from '@understudy/domain/runs/run';
import { embedPendingChunks } from './embed-pending-chunks.ts';
import type { IndexingReference, KnowledgeDependencies } from './knowledge-reference.ts';
import { passages } from './read-document.ts';
import { recordIndexing } from './record-indexing.ts';

const phase = 'embedding';

/**
 * Embeds the passages of a document that have no vector yet. Comes back early when the run is paused or has ended, or the
 * budget of the month is used up.
 *
 * @returns how many passages are left, and why it came back
 * @throws UnderstudyError one of the `provider_…` codes, or `database_unavailable`
 */
export async function embedDocument(
  dependencies: KnowledgeDependencies,
  reference: IndexingReference,
  signal: AbortSignal,
): Promise<EmbeddedDocument> {
  const { database } = dependencies;
  const { userId, runId, documentId } = reference;
  await database.asUser(userId, async (tx) => {
    const { title } = await loadKnowledgeDocument(tx, documentId);
    const { total, embedded } = await countChunks(tx, runId);
    const progress = { phase, completed: embedded, total } as const;
    const message = `Embedding “${title}”.`;
    await recordIndexing(tx, reference, 'phase_started', progress, { message, key: 'started' });
  });
  const stopped = await embedPendingChunks(
    dependencies,
    {
      userId,
      runId,
      async onStored(tx, callKey) {
        // What is paid for is kept; the log of a run that has ended meanwhile stays as people saw it.
        if (isEnded(await getRunStatus(tx, runId))) return;
        const { total, embedded } = await countChunks(tx, runId);
        const progress = { phase, completed: embedded, total } as const;
        const message = `${embedded.toLocaleString('en')} of ${passages(total)} embedded.`;
        await recordIndexing(tx, reference, 'item_completed', progress, { message, key: callKey });
      },
    },
    signal,
  );
  return await database.asUser(userId, async (tx) => {
    const { total, embedded } = await countChunks(tx, runId);
    if (embedded === total && !isEnded(await getRunStatus(tx, runId))) {
      const progress = { phase, completed: embedded, total } as const;
      const message = `${passages(total)} can be found by what they mean.`;
      await recordIndexing(tx, reference, 'phase_completed', progress, { message, key: 'completed' });
    }
    return { left: total - embedded, stopped };
  });
}
