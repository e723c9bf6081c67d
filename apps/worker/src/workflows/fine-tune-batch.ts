import type { FineTuneBatchActivities } from '@understudy/activities/fine-tune-batches/fine-tune-batch-activities';
import type { RunActivities } from '@understudy/activities/runs/run-activities';
import {
  batchLookSeconds,
  fineTuneBatchPhaseTitles,
  percentOfFineTuneBatch,
  type FineTuneBatchInput,
  type FineTuneBatchPhase,
  type FineTuneBatchResult,
} from '@understudy/domain/fine-tune-batches/fine-tune-batch-workflow';
import { taskQueues } from '@understudy/domain/runs/run-contract';
import {
  CancellationScope,
  ContinueAsNew,
  allHandlersFinished,
  condition,
  continueAsNew,
  proxyActivities,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import { storageWork } from './activity-options.ts';
import { endingError, outcomeOf } from './failure-outcome.ts';
import { controlRun, type RunControl } from './run-control.ts';

const storage = proxyActivities<FineTuneBatchActivities & RunActivities>({
  ...storageWork,
  taskQueue: taskQueues.storage,
});

/** Looks at jobs that were cancelled until they have ended, at most so often. */
const mostLooksAfterCancel = 60;

/**
 * Fine-tunes many avatars, a few at a time. Each job is a run of its own, which goes on whatever becomes of this one; who
 * has which job is in the database, so that a look can be repeated, and no avatar ever gets two.
 */
export async function fineTuneBatch(input: FineTuneBatchInput): Promise<FineTuneBatchResult> {
  const { runId, userId, attempt, cursor } = input;
  const reference = { runId, userId, attempt };
  const run = controlRun({
    recordPause: (paused) => storage.recordPause({ ...reference, paused }),
    titles: fineTuneBatchPhaseTitles,
    percent: percentOfFineTuneBatch,
    paused: cursor?.paused ?? false,
  });
  try {
    let total = cursor?.total;
    if (total === undefined) {
      await run.enter('choose');
      ({ total } = await storage.chooseBatchAvatars(reference));
    }
    await run.enter('jobs', total);
    await watch(input, run, total);
    const result = await storage.endFineTuneBatch({ ...reference, outcome: 'completed' });
    run.ended(result.status);
    return result;
  } catch (thrown) {
    const error = endingError(thrown);
    if (error instanceof ContinueAsNew) throw error;
    const end = outcomeOf(error);
    await CancellationScope.nonCancellable(async () => {
      if (end.outcome === 'cancelled') await cancelJobs(reference);
      await storage.endFineTuneBatch({ ...reference, ...end });
    });
    run.ended(end.outcome);
    // Temporal, too, shows the run as cancelled or failed.
    throw error;
  }
}

/** Looks at the jobs until all have ended, ever more rarely while nothing changes. A paused batch starts nothing new. */
async function watch(
  input: FineTuneBatchInput,
  run: RunControl<FineTuneBatchPhase>,
  total: number,
): Promise<void> {
  const { runId, userId, attempt } = input;
  let seconds = batchLookSeconds.first;
  let before = -1;
  for (;;) {
    const paused = run.isPaused();
    const seen = await storage.advanceFineTuneBatch({ runId, userId, attempt, startMore: !paused });
    run.advance(seen.ended);
    if (seen.waiting === 0 && seen.started === 0) return;
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      const next = { total, paused: run.isPaused() };
      await continueAsNew<(next: FineTuneBatchInput) => Promise<FineTuneBatchResult>>({
        ...input,
        cursor: next,
      });
    }
    seconds =
      seen.ended === before ? Math.min(batchLookSeconds.longest, seconds * 1.5) : batchLookSeconds.first;
    before = seen.ended;
    await condition(() => run.isPaused() !== paused, seconds * 1_000);
  }
}

/** A batch that was cancelled says so once its jobs have ended, or after two minutes of waiting for them. */
async function cancelJobs(reference: Omit<FineTuneBatchInput, 'cursor'>): Promise<void> {
  await storage.cancelBatchJobs(reference);
  for (let look = 0; look < mostLooksAfterCancel; look += 1) {
    const { started } = await storage.advanceFineTuneBatch({ ...reference, startMore: false });
    if (started === 0) return;
    await sleep(batchLookSeconds.first * 1_000);
  }
}
