import { searchAttributes } from '@understudy/domain/runs/run-contract';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
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
