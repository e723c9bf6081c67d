/**
 * Is the worker of this container at work? The worker has no endpoint, so Temporal is asked whether somebody on this host
 * polls its task queues: `node deploy/image/check-worker.ts` for all of them, `--any` for one of them at least.
 *
 * Temporal forgets who has not polled for five minutes, and a worker does not poll a queue while all of its slots for it
 * are taken: every queue can be asked for when a worker starts, one of them later on.
 *
 * Ends with 0 if so, and 1 if not. Where Temporal does not answer, `--any` ends with 0: restarting would mend nothing.
 */
import { hostname } from 'node:os';
import { Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { taskQueues } from '@understudy/domain/runs/run-contract';

/** Of Temporal's enumeration `TaskQueueType`. */
const workflowTasks = 1;
const activityTasks = 2;

const deadlineMs = 10_000;
const allQueues = 'orchestration,openai,huggingface,storage';

async function listIdlers(): Promise<{ served: number; idle: string[] }> {
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig();
  const connection = await Connection.connect({ ...connectionOptions, connectTimeout: '5s' });
  const names = (process.env['WORKER_TASK_QUEUES'] ?? allQueues).split(',').map((name) => name.trim());
  const idle: string[] = [];
  for (const name of names) {
    const { pollers } = await connection.withDeadline(Date.now() + deadlineMs, () =>
      connection.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name },
        taskQueueType: name === taskQueues.orchestration ? workflowTasks : activityTasks,
      }),
    );
    if (!pollers?.some(({ identity }) => identity?.endsWith(`@${hostname()}`) === true)) idle.push(name);
  }
  await connection.close();
  return { served: names.length, idle };
}

const oneIsEnough = process.argv.includes('--any');
try {
  const { served, idle } = await listIdlers();
  const isAtWork = oneIsEnough ? idle.length < served : idle.length === 0;
  process.stdout.write(
    idle.length === 0 ? 'All queues are polled.\n' : `Not polled from here: ${idle.join(', ')}\n`,
  );
  process.exitCode = isAtWork ? 0 : 1;
} catch (error) {
  process.stderr.write(
    `Temporal does not answer: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = oneIsEnough ? 0 : 1;
}
