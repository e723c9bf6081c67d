import type { ShutdownActivities } from '@understudy/activities/model-shutdowns/shutdown-activities';
import type { ShutdownWatchResult } from '@understudy/domain/model-shutdowns/shutdown-watch';
import { taskQueues } from '@understudy/domain/runs/run-contract';
import { proxyActivities } from '@temporalio/workflow';
import { storageWork } from './activity-options.ts';

const storage = proxyActivities<ShutdownActivities>({ ...storageWork, taskQueue: taskQueues.storage });

/** Warns the owners of models that are about to be shut down. Started by a schedule, once a day. */
export async function watchShutdowns(): Promise<ShutdownWatchResult> {
  return await storage.watchShutdowns();
}
