import { watchShutdownsWorkflow } from '@understudy/domain/model-shutdowns/shutdown-watch';
import { taskQueues } from '@understudy/domain/runs/run-contract';
import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type Client } from '@temporalio/client';
import type { Logger } from 'pino';

const scheduleId = 'watch-shutdowns';

/** Makes sure that models which are about to be shut down are looked for once a day, however many workers start. */
export async function ensureShutdownSchedule(client: Client, logger: Logger): Promise<void> {
  try {
    await client.schedule.create({
      scheduleId,
      // In the morning of the day in UTC with which a shutdown begins, and a quarter past, where nobody else is at work.
      spec: { cronExpressions: ['15 0 * * *'], timezone: 'UTC' },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day' },
      action: {
        type: 'startWorkflow',
        workflowType: watchShutdownsWorkflow,
        workflowId: scheduleId,
        taskQueue: taskQueues.orchestration,
        staticSummary: 'Warns the owners of models that their providers are about to shut down',
      },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning))
      logger.warn({ err: error }, 'the schedule of the shutdown watcher could not be made');
  }
}
