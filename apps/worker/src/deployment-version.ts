import type { WorkerOptions } from '@temporalio/worker';
import { z } from 'zod';

/** What a tag of an image may be; Temporal would also take other characters, but writes `deployment:build` in lists. */
const name = z
  .string()
  .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/, 'Letters, digits, ".", "_", "-"; 128 at most');

/** The variables by which a worker knows which version of which deployment it is. */
export const deploymentEnvironmentSchema = z.object({
  WORKER_BUILD_ID: name
    .optional()
    .describe('Version of this worker, such as the tag of its image; without it the worker is unversioned'),
  WORKER_DEPLOYMENT: name
    .refine((value) => !value.includes('.'), 'Without dots')
    .default('understudy')
    .describe('Name that all versions of the worker share'),
});

/** The variables, checked. */
export type DeploymentEnvironment = z.infer<typeof deploymentEnvironmentSchema>;

/**
 * Temporal's options for a worker that is one version of a deployment; none for a worker without a build ID.
 *
 * Every workflow goes over to the newest version with its next step (`AUTO_UPGRADE`): runs can be paused for weeks, and
 * none of them may need a worker of an old version by then. That all workflow code replays the histories of earlier
 * releases is what makes it safe; decision record 0030 says more.
 */
export function deploymentOptions({
  WORKER_BUILD_ID: buildId,
  WORKER_DEPLOYMENT: deploymentName,
}: DeploymentEnvironment): Pick<WorkerOptions, 'workerDeploymentOptions'> {
  if (buildId === undefined) return {};
  return {
    workerDeploymentOptions: {
      useWorkerVersioning: true,
      version: { deploymentName, buildId },
      defaultVersioningBehavior: 'AUTO_UPGRADE',
    },
  };
}
