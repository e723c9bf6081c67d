import type { AutoTrainActivities } from '@understudy/activities/auto-train/auto-train-activities';
import type { EnrichmentActivities } from '@understudy/activities/enrichment/enrichment-activities';
import type { RunActivities } from '@understudy/activities/runs/run-activities';
import {
  enrichmentPhaseTitles,
  percentOfEnrichment,
  type EnrichConversationsInput,
  type EnrichConversationsResult,
  type EnrichmentPhase,
  type EnrichmentPlan,
} from '@understudy/domain/enrichment/enrichment-contract';
import { taskQueues } from '@understudy/domain/runs/run-contract';
import { CancellationScope, proxyActivities } from '@temporalio/workflow';
import { fairnessOf, laneWork, storageWork } from './activity-options.ts';
import { endingError, outcomeOf } from './failure-outcome.ts';
import { RunHasEnded, planLanesOf, runLanes } from './lanes.ts';
import { controlRun, type RunControl } from './run-control.ts';

type StorageActivities = EnrichmentActivities &
  RunActivities &
  Pick<AutoTrainActivities, 'recordBudgetPause'>;

const storage = proxyActivities<StorageActivities>({ ...storageWork, taskQueue: taskQueues.storage });

/** Enriches conversations: labels and training pairs for each, in lanes, then the end in honest words. */
export async function enrichConversations(
  input: EnrichConversationsInput,
): Promise<EnrichConversationsResult> {
  const run = controlRun({
    recordPause: (paused) => storage.recordPause({ ...input, paused }),
    titles: enrichmentPhaseTitles,
    percent: percentOfEnrichment,
  });
  try {
    await enrichAll(input, await storage.beginEnrichment(input), run);
    await run.enter('finishing');
    const result = await storage.endEnrichment({ ...input, outcome: 'completed' });
    run.ended(result.status);
    return result;
  } catch (thrown) {
    const error = endingError(thrown);
    const hasEnded = error instanceof RunHasEnded;
    const end = hasEnded ? ({ outcome: 'cancelled' } as const) : outcomeOf(error);
    const result = await CancellationScope.nonCancellable(() => storage.endEnrichment({ ...input, ...end }));
    run.ended(end.outcome);
    if (hasEnded) return result;
    // Temporal, too, shows the run as cancelled or failed.
    throw error;
  }
}

async function enrichAll(
  input: EnrichConversationsInput,
  { total, concurrency, provider }: EnrichmentPlan,
  run: RunControl<EnrichmentPhase>,
): Promise<void> {
  await run.enter('enriching', total);
  if (total === 0) return;
  const lanes = planLanesOf(total, concurrency);
  const providers = proxyActivities<EnrichmentActivities>({
    ...laneWork,
    ...fairnessOf(input.userId),
    taskQueue: taskQueues[provider],
  });
  await runLanes({
    lanes,
    page: { from: 0, to: total },
    run,
    work: (range) => providers.enrichRange({ ...input, ...range, window: lanes.windowPerLane }),
    recordBudgetPause: () => storage.recordBudgetPause(input),
  });
}
