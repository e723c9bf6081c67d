import { taskQueues } from '@understudy/domain/runs/run-contract';
import type { NativeConnection } from '@temporalio/worker';
import { Gauge } from 'prom-client';

/** Of Temporal's enumeration `TaskQueueType`. */
const taskTypes = { workflow: 1, activity: 2 } as const;

/** Milliseconds that Temporal may take to say how long its queues are; without an answer the figures are left out. */
const deadlineMs = 2_000;

const labelNames = ['task_queue', 'task_type'] as const;
type Labels = Record<(typeof labelNames)[number], string>;
type Backlog = { labels: Labels; tasks: number; ageSeconds: number };

/**
 * Has every scrape ask Temporal how many tasks wait in each queue, and for how long. Temporal's own metrics say so too, but
 * not every installation can read them: Temporal Cloud's are elsewhere. All workers give the same figures.
 */
export function measureBacklogs(connection: NativeConnection, namespace: string): void {
  let asked: Promise<Backlog[]> = Promise.resolve([]);
  new Gauge({
    name: 'understudy_task_queue_backlog_tasks',
    help: 'Tasks that wait in a queue, about; the same in every worker, so take the greatest and not the sum',
    labelNames,
    async collect() {
      asked = listBacklogs(connection, namespace);
      this.reset();
      for (const { labels, tasks: count } of await asked) this.set(labels, count);
    },
  });
  new Gauge({
    name: 'understudy_task_queue_backlog_age_seconds',
    help: 'For how long the oldest task of a queue has waited, about; the same in every worker',
    labelNames,
    async collect() {
      // Metrics are collected in the order they were made: this is the answer to the question of the one before.
      this.reset();
      for (const { labels, ageSeconds } of await asked) this.set(labels, ageSeconds);
    },
  });
}

async function listBacklogs(connection: NativeConnection, namespace: string): Promise<Backlog[]> {
  try {
    return await connection.withDeadline(Date.now() + deadlineMs, () =>
      Promise.all(
        Object.values(taskQueues).map((queue) => {
          const type = queue === taskQueues.orchestration ? 'workflow' : 'activity';
          return describeBacklog(connection, namespace, queue, type);
        }),
      ),
    );
  } catch {
    return [];
  }
}

async function describeBacklog(
  connection: NativeConnection,
  namespace: string,
  queue: string,
  type: keyof typeof taskTypes,
): Promise<Backlog> {
  const { stats } = await connection.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: queue },
    taskQueueType: taskTypes[type],
    reportStats: true,
  });
  return {
    labels: { task_queue: queue, task_type: type },
    tasks: Number(stats?.approximateBacklogCount ?? 0),
    ageSeconds: Number(stats?.approximateBacklogAge?.seconds ?? 0),
  };
}
