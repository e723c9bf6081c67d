import { DefaultLogger, type Logger as TemporalLogger } from '@temporalio/worker';
import type { LogFields } from '@understudy/observability/logs/log-context';
import type { Logger } from 'pino';
import { z } from 'zod';

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'debug', WARN: 'warn', ERROR: 'error' } as const;

/**
 * Temporal's own log lines as lines of the worker's structured log. Its chatter about states of workers is for
 * debugging; that a worker serves no workflows or no activities is how the queues are laid out, and is left out. Names of
 * what the line is about are those of all other lines.
 */
export function temporalLogger(logger: Logger): TemporalLogger {
  return new DefaultLogger('INFO', ({ level, message, meta }) => {
    if (message.startsWith('No ') && message.includes(' registered, not polling')) return;
    logger[levels[level]]({ ...meta, ...joined(meta) }, message);
  });
}

/** What Temporal says about a workflow or an activity, under its names for it. */
const metaSchema = z.object({
  workflowId: z.string().optional(),
  runId: z.string().optional(),
  activityType: z.string().optional(),
  taskQueue: z.string().optional(),
});

/** The same under our names. Temporal's `runId` is one execution of a workflow, and not what we call a run. */
function joined(meta: unknown): LogFields {
  const { data: { workflowId, runId, activityType, taskQueue } = {} } = metaSchema.safeParse(meta);
  return {
    ...(workflowId === undefined ? {} : { workflow_id: workflowId }),
    ...(runId === undefined ? {} : { workflow_run_id: runId }),
    ...(activityType === undefined ? {} : { activity: activityType }),
    ...(taskQueue === undefined ? {} : { task_queue: taskQueue }),
  };
}
