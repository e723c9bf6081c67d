import { laneBeatMs } from '@understudy/activities/runs/beat-often';
import type { Database } from '@understudy/db/database';
import type { Tracing } from '@understudy/observability/tracing/start-tracing';
import { taskQueues } from '@understudy/domain/runs/run-contract';
import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import type { Logger } from 'pino';
import type { AllActivities } from './all-activities.ts';
import { deploymentOptions } from './deployment-version.ts';
import type { WorkerEnvironment } from './environment.ts';
import { heartbeats } from './interceptors/heartbeats.ts';
import { observedActivities } from './interceptors/observed-activities.ts';
import { typedFailures } from './interceptors/typed-failures.ts';
import { reportWorkflowEnds } from './observability/report-workflow-ends.ts';
import { workflowSources } from './workflow-sources.ts';

type TaskQueue = WorkerEnvironment['WORKER_TASK_QUEUES'][number];

/** Activities of one queue that run at the same time in this process. A lane counts as one. */
const activitySlots: Record<TaskQueue, number> = {
  orchestration: 1,
  openai: 40,
  huggingface: 40,
  storage: 40,
};

/**
 * Workflows kept in memory between their tasks; others are replayed. Each takes some 0.5 MB, mostly Temporal's own modules,
 * which every workflow has for itself: 1,000 of them took 560 MB.
 */
const cachedWorkflows = 100;

/** One worker for each task queue that this process serves; only `orchestration` runs workflows. */
export async function createWorkers(options: {
  connection: NativeConnection;
  namespace: string;
  environment: WorkerEnvironment;
  database: Database;
  activities: AllActivities;
  logger: Logger;
  tracing: Tracing | undefined;
}): Promise<Worker[]> {
  const { connection, namespace, environment, database, activities, logger, tracing } = options;
  const activityInterceptors = {
    activity: [observedActivities, heartbeats, typedFailures(database, logger)],
  };
  const shared: Omit<WorkerOptions, 'taskQueue'> = {
    connection,
    namespace,
    // Cancellations come back with heartbeats: they must not be held back for longer than lanes wait between them.
    maxHeartbeatThrottleInterval: laneBeatMs,
    shutdownGraceTime: '8 seconds',
    shutdownForceTime: '15 seconds',
    // A killed worker leaves sticky queues behind; a workflow moves on when this has passed.
    stickyQueueScheduleToStartTimeout: '2 seconds',
    interceptors: activityInterceptors,
    sinks: reportWorkflowEnds(tracing),
    ...deploymentOptions(environment),
  };
  return await Promise.all(
    environment.WORKER_TASK_QUEUES.map((taskQueue) =>
      Worker.create({
        ...shared,
        taskQueue,
        ...(taskQueue === taskQueues.orchestration
          ? { ...workflowCode(environment), maxCachedWorkflows: cachedWorkflows }
          : { activities, maxConcurrentActivityTaskExecutions: activitySlots[taskQueue] }),
      }),
    ),
  );
}

/** The bundle that was built ahead, interceptors included, or else the sources, which are bundled now. */
function workflowCode({ WORKFLOW_BUNDLE: codePath }: WorkerEnvironment): Partial<WorkerOptions> {
  return codePath === undefined
    ? {
        workflowsPath: workflowSources.workflowsPath,
        interceptors: { workflowModules: workflowSources.workflowInterceptorModules },
      }
    : { workflowBundle: { codePath } };
}
