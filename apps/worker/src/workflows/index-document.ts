import type { KnowledgeActivities } from '@understudy/activities/knowledge/knowledge-activities';
import type { RunActivities } from '@understudy/activities/runs/run-activities';
import {
  indexingPhaseTitles,
  percentOfIndexing,
  type IndexDocumentInput,
  type IndexDocumentResult,
} from '@understudy/domain/knowledge/index-document-contract';
import { taskQueues } from '@understudy/domain/runs/run-contract';
import { CancellationScope, proxyActivities } from '@temporalio/workflow';
import { fairnessOf, laneWork, storageWork } from './activity-options.ts';
import { endingError, outcomeOf } from './failure-outcome.ts';
import { controlRun } from './run-control.ts';

const storage = proxyActivities<KnowledgeActivities & RunActivities>({
  ...storageWork,
  taskQueue: taskQueues.storage,
});

/** Makes a document searchable: file → text → passages, found by their words → vectors, found by what they mean. */
export async function indexDocument(input: IndexDocumentInput): Promise<IndexDocumentResult> {
  const run = controlRun({
    recordPause: (paused) => storage.recordPause({ ...input, paused }),
    titles: indexingPhaseTitles,
    percent: percentOfIndexing,
  });
  try {
    await run.enter('text_extraction');
    const { chunkCount, provider, ended } = await storage.readDocument(input);
    if (!ended) {
      const models = proxyActivities<KnowledgeActivities>({
        ...laneWork,
        ...fairnessOf(input.userId),
        taskQueue: taskQueues[provider],
      });
      await run.enter('embedding', chunkCount);
      // A paused lane comes back early with what is left.
      for (let left = chunkCount; left > 0; await run.whileNotPaused()) {
        ({ left } = await models.embedDocument(input));
        run.advance(chunkCount - left);
      }
    }
    const outcome = ended ? 'cancelled' : 'completed';
    const result = await storage.endIndexing({ ...input, outcome });
    run.ended(result.status);
    return result;
  } catch (thrown) {
    const error = endingError(thrown);
    const end = outcomeOf(error);
    await CancellationScope.nonCancellable(() => storage.endIndexing({ ...input, ...end }));
    run.ended(end.outcome);
    // Temporal, too, shows the run as cancelled or failed.
    throw error;
  }
}
