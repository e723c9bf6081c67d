import type { AutoTrainActivities } from '@understudy/activities/auto-train/auto-train-activities';
import type { RunActivities } from '@understudy/activities/runs/run-activities';
import {
  autoTrainPhaseTitles,
  percentOfAutoTrain,
  type AutoTrainInput,
  type AutoTrainPhase,
  type AutoTrainPlan,
  type AutoTrainWorkflowResult,
} from '@understudy/domain/auto-train/auto-train-contract';
import { planLanes } from '@understudy/domain/auto-train/lane-plan';
import { taskQueues } from '@understudy/domain/runs/run-contract';
import {
  CancellationScope,
  ContinueAsNew,
  allHandlersFinished,
  condition,
  continueAsNew,
  proxyActivities,
} from '@temporalio/workflow';
import { fairnessOf, laneWork, storageWork } from './activity-options.ts';
import { endingError, outcomeOf } from './failure-outcome.ts';
import { RunHasEnded, planLanesOf, runLanes } from './lanes.ts';
import { controlRun, type RunControl } from './run-control.ts';

const storage = proxyActivities<AutoTrainActivities & RunActivities>({
  ...storageWork,
  taskQueue: taskQueues.storage,
});

/** Generates a batch of judged examples: pages of items, each in lanes, then memory, then the end in honest words. */
export async function autoTrain(input: AutoTrainInput): Promise<AutoTrainWorkflowResult> {
  const { cursor } = input;
  const reference = referenceOf(input);
  const run = controlRun({
    recordPause: (paused) => storage.recordPause({ ...reference, paused }),
    titles: autoTrainPhaseTitles,
    percent: percentOfAutoTrain,
    paused: cursor?.paused ?? false,
  });
  try {
    // Whoever has just stored the batch knows how it travels: then its beginning is noted while the first calls are made.
    const began = cursor === undefined ? storage.beginBatch(reference) : Promise.resolve(cursor.plan);
    const plan = input.plan ?? (await began);
    await Promise.all([began, generate(input, plan, run)]);
    if (plan.storeInMemory) {
      await run.enter('storing');
      await store(input, plan, run);
    }
    await run.enter('finishing');
    const result = await storage.endBatch({ ...reference, outcome: 'completed' });
    run.ended(result.status);
    return result;
  } catch (thrown) {
    const error = endingError(thrown);
    if (error instanceof ContinueAsNew) throw error;
    const hasEnded = error instanceof RunHasEnded;
    const end = hasEnded ? ({ outcome: 'cancelled' } as const) : outcomeOf(error);
    const result = await CancellationScope.nonCancellable(() => storage.endBatch({ ...reference, ...end }));
    run.ended(end.outcome);
    if (hasEnded) return result;
    // Temporal, too, shows the run as cancelled or failed.
    throw error;
  }
}

/** Generates page by page; each page but the last ends in a new execution with a short history. */
async function generate(
  input: AutoTrainInput,
  plan: AutoTrainPlan,
  run: RunControl<AutoTrainPhase>,
): Promise<void> {
  const { cursor } = input;
  const { numExamples, concurrency, ensembleSize } = plan;
  const lanes = planLanesOf(numExamples, concurrency, ensembleSize);
  const from = cursor?.nextIndex ?? 0;
  const to = Math.min(numExamples, from + lanes.pageSize);
  const providers = providerOf(input, plan);
  await run.enter('generating', numExamples);
  run.advance(from);
  await runLanes({
    lanes,
    page: { from, to },
    run,
    work: (range) =>
      providers.generateExamples({ ...referenceOf(input), ...range, window: lanes.windowPerLane }),
    recordBudgetPause: () => storage.recordBudgetPause(referenceOf(input)),
  });
  if (to === numExamples) return;
  await condition(allHandlersFinished);
  const next = { plan, nextIndex: to, paused: run.isPaused() };
  await continueAsNew<(next: AutoTrainInput) => Promise<AutoTrainWorkflowResult>>({
    ...input,
    cursor: next,
  });
}

/** Stores the examples in memory: one lane of one piece of work, which ends early as those do that generate. */
async function store(
  input: AutoTrainInput,
  plan: AutoTrainPlan,
  run: RunControl<AutoTrainPhase>,
): Promise<void> {
  const providers = providerOf(input, plan);
  await runLanes({
    lanes: planLanes(1, 1),
    page: { from: 0, to: 1 },
    run,
    async work() {
      const { stopped } = await providers.storeInMemory(referenceOf(input));
      return { stopped: stopped ?? 'done' };
    },
    recordBudgetPause: () => storage.recordBudgetPause(referenceOf(input)),
  });
}

/** What activities are handed: the IDs, without what the workflow keeps to itself. */
function referenceOf({ runId, userId, batchId, attempt }: AutoTrainInput) {
  return { runId, userId, batchId, attempt };
}

/** Activities that call providers wait in the queue of theirs, each user in turn. */
function providerOf({ userId }: AutoTrainInput, { provider }: AutoTrainPlan) {
  return proxyActivities<AutoTrainActivities>({
    ...laneWork,
    ...fairnessOf(userId),
    taskQueue: taskQueues[provider],
  });
}
