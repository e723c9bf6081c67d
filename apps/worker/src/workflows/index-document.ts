import type { AutoTrainActivities } from '@understudy/activities/auto-train/auto-train-activities';
import type { KnowledgeActivities } from '@understudy/activities/knowledge/knowledge-activities';
import type { RunActivities } from '@understudy/activities/runs/run-activities';
import {
  indexingPhaseTitles,
  percentOfIndexing,
  type IndexDocumentInput,
  type IndexDocumentResult,
} from '@understudy/domain/knowledge/index-document-contract';
import { taskQueues } from '@understudy/domain/runs/run-contract';
import { CancellationScope, allHandlersFinished, condition, proxyActivities } from '@temporalio/workflow';
import { fairnessOf, laneWork, storageWork } from './activity-options.ts';
import { endingError, outcomeOf } from './failure-outcome.ts';
import { controlRun } from './run-control.ts';

type StorageActivities = KnowledgeActivities & RunActivities & Pick<AutoTrainActivities, 'recordBudgetPause'>;

const storage = proxyActivities<StorageActivities>({ ...storageWork, taskQueue: taskQueues.storage });

/** Makes a document searchable: file → text → passages, found by their words → vectors, found by what they mean. */
export async function indexDocument(input: IndexDocumentInput): Promise<IndexDocumentResult> {
  const run = controlRun({
    recordPause: (paused) => storage.recordPause({ ...input, paused }),
    titles: indexingPhaseTitles,
    percent: percentOfIndexing,
  });
  try {
    await run.enter('text_extraction');
    const { chunkCount, provider, ended: endedBefore } = await storage.readDocument(input);
    let ended = endedBefore;
    if (!ended) {
      const models = proxyActivities<KnowledgeActivities>({
        ...laneWork,
        ...fairnessOf(input.userId),
        taskQueue: taskQueues[provider],
      });
      await run.enter('embedding', chunkCount);
      // A lane that was paused, or whose budget is used up, comes back early with what is left.
      for (let left = chunkCount; left > 0; await run.whileNotPaused()) {
        const embedded = await models.embedDocument(input);
        ({ left } = embedded);
        run.advance(chunkCount - left);
        if (embedded.stopped === 'cancelled') {
          ended = true;
          break;
        }
        if (embedded.stopped === 'budget' && !run.isPaused()) {
          // Held first: who sees in the database that the run waits may resume it before the activity is known to be done.
          run.holdUntilResumed();
          await storage.recordBudgetPause(input);
          // The lane looks in the database whether it may start: what resumed the run must be written down by then.
          await condition(() => !run.isPaused() && allHandlersFinished());
        }
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
