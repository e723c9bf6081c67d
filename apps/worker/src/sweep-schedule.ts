import { taskQueues } from '@understudy/domain/runs/run-contract';
import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type Client } from '@temporalio/client';
import type { Logger } from 'pino';

const scheduleId = 'sweep-runs';

/** Makes sure that the sweep runs every 30 seconds, however many workers start. */
export async function ensureSweepSchedule(client: Client, logger: Logger): Promise<void> {
  try {
    await client.schedule.create({
      scheduleId,
      spec: { intervals: [{ every: '30 seconds' }] },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
      action: {
        type: 'startWorkflow',
        workflowType: 'sweepRuns',
        workflowId: scheduleId,
        taskQueue: taskQueues.orchestration,
        staticSummary:
          'Starts runs that a crash left without a workflow, and ends those whose workflow is lost',
      },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning))
      logger.warn({ err: error }, 'the sweep schedule could not be made');
  }
}
