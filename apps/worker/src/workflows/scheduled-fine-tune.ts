import type { FineTuneScheduleActivities } from '@understudy/activities/fine-tune-schedules/fine-tune-schedule-activities';
import type {
  ScheduledFineTuneInput,
  ScheduledFineTuneResult,
} from '@understudy/domain/fine-tune-schedules/schedule-workflow';
import { taskQueues } from '@understudy/domain/runs/run-contract';
import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import { storageWork } from './activity-options.ts';

const storage = proxyActivities<FineTuneScheduleActivities>({
  ...storageWork,
  taskQueue: taskQueues.storage,
});

/** One look of a schedule: well-rated chat turns become examples, and enough of them a fine-tune job. */
export async function scheduledFineTune(input: ScheduledFineTuneInput): Promise<ScheduledFineTuneResult> {
  const collected = await storage.collectChatExamples(input);
  const result: ScheduledFineTuneResult =
    collected === null
      ? { outcome: 'gone' }
      : await storage.startScheduledJob({ ...input, key: workflowInfo().runId });
  if (result.outcome === 'gone') await storage.forgetSchedule(input);
  return result;
}
