import type { SweepActivities } from '@understudy/activities/runs/sweep-activities';
import { taskQueues } from '@understudy/domain/runs/run-contract';
import { patched, proxyActivities } from '@temporalio/workflow';
import { storageWork } from './activity-options.ts';

const storage = proxyActivities<SweepActivities>({
  ...storageWork,
  scheduleToCloseTimeout: '5 minutes',
  taskQueue: taskQueues.storage,
});

/** Heals what a crash between a row and its workflow left behind, and cleans up. Started by a schedule. */
export async function sweepRuns(): Promise<{ started: number; ended: number }> {
  const { started } = await storage.startUnstartedRuns();
  const { ended } = await storage.endLostRuns();
  // Sweeps that began before this release end as they would have.
  if (patched('purge-examples')) await storage.purgeExamples();
  return { started, ended };
}
