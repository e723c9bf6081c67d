import { searchAttributes, taskQueues } from '@understudy/domain/runs/run-contract';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import type { WorkflowHandle } from '@temporalio/client';
import { expect } from 'vitest';
import { reportWorkflowEnds } from '../observability/report-workflow-ends.ts';
import { workflowSources } from '../workflow-sources.ts';

/** `INDEXED_VALUE_TYPE_KEYWORD` of Temporal's API. */
const keyword = 2;

/** Temporal's time-skipping server, and all workflows in a bundle. */
export type TimeSkipping = { environment: TestWorkflowEnvironment; bundle: WorkflowBundleWithSourceMap };

/**
 * Starts Temporal's time-skipping server, knowing the search attributes of runs, and bundles all workflows.
 *
 * @throws Error when the tests were not started by `npm test`
 */
export async function startTimeSkipping(): Promise<TimeSkipping> {
  const path = process.env['TIME_SKIPPING_SERVER'];
  if (path === undefined) throw new Error('TIME_SKIPPING_SERVER is not set: run the tests with `npm test`');
  const environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
  await environment.connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: Object.fromEntries(Object.values(searchAttributes).map((name) => [name, keyword])),
  });
  return { environment, bundle: await bundleWorkflowCode(workflowSources) };
}

/** A workflow to run, with scripted activities in every task queue. */
export type ScriptedRun = { workflowType: string; input: object; activities: object };

/** Starts a workflow and workers for it, and stops the workers when `during` has ended. */
export async function runScripted<Result>(
  { environment, bundle }: TimeSkipping,
  { workflowType, input, activities }: ScriptedRun,
  during: (handle: WorkflowHandle) => Promise<Result>,
): Promise<Result> {
  const { nativeConnection: connection, client } = environment;
  const workers = await Promise.all(
    Object.values(taskQueues).map((taskQueue) =>
      Worker.create({
        connection,
        taskQueue,
        maxHeartbeatThrottleInterval: 100,
        sinks: reportWorkflowEnds(undefined),
        ...(taskQueue === taskQueues.orchestration ? { workflowBundle: bundle } : { activities }),
      }),
    ),
  );
  const handle = await client.workflow.start(workflowType, {
    workflowId: `test-${performance.now()}`,
    taskQueue: taskQueues.orchestration,
    args: [input],
  });
  const runs = workers.map((worker) => worker.run());
  try {
    return await during(handle);
  } finally {
    for (const worker of workers) worker.shutdown();
    await Promise.all(runs);
  }
}

/**
 * Until no activity of the workflow is under way or waits for another attempt. Who cancels, or disturbs a wait, awaits this
 * first where the activity ends by itself: the time-skipping server, other than Temporal's own, refuses a workflow task
 * that cancels an activity which has ended while the task was under way (`ACTIVITY_UNKNOWN`), and the workflow stands still.
 */
export async function untilIdle(handle: WorkflowHandle): Promise<void> {
  const pending = async () => (await handle.describe()).raw.pendingActivities?.length ?? 0;
  await expect.poll(pending, { timeout: 10_000 }).toBe(0);
}
