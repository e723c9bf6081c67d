import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '@understudy/stack/repository';
import { Client, Connection } from '@temporalio/client';
import { vi } from 'vitest';

const run = promisify(execFile);

/** Which version of the worker has what, as Temporal sees it; and the command by which a deployment changes it. */
export async function workerVersionsOf(temporalAddress: string) {
  const connection = await Connection.connect({ address: temporalAddress });
  const client = new Client({ connection });
  const namespace = 'default';
  const command = async (file: string, parameters: string[], variables: Record<string, string> = {}) => {
    const env = { ...process.env, TEMPORAL_ADDRESS: temporalAddress, ...variables };
    const { stdout } = await run(process.execPath, [join(repositoryRoot, file), ...parameters], { env });
    return stdout.trim();
  };
  return {
    client,
    close: () => connection.close(),
    /** Makes a version current as deploy/README.md says. @returns what the command prints */
    makeCurrent: (buildId: string): Promise<string> =>
      command('apps/worker/src/make-current-command.ts', ['30'], { WORKER_BUILD_ID: buildId }),
    /** What the health check in the worker's image says. */
    isAtWork: (): Promise<string> => command('deploy/image/check-worker.ts', []),
    /** Keeps a run on a version, whichever is current. */
    async pin(workflowId: string, buildId: string): Promise<void> {
      await client.workflowService.updateWorkflowExecutionOptions({
        namespace,
        workflowExecution: { workflowId },
        workflowExecutionOptions: {
          versioningOverride: {
            pinned: {
              behavior: pinnedOverride,
              version: { deploymentName: 'understudy', buildId },
            },
          },
        },
        updateMask: { paths: ['versioning_override'] },
      });
    },
    /**
     * Build ID of the version that took the last step of a run; undefined for a worker without version, and before a first
     * step. Waits for a workflow that has yet to start: the API answers before it has.
     */
    async versionOf(workflowId: string): Promise<string | undefined> {
      const handle = client.workflow.getHandle(workflowId);
      const { raw } = await vi.waitFor(() => handle.describe(), { timeout: 10_000 });
      return raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId ?? undefined;
    },
    /** Whether an execution ran through the code of a patch, once it has ended. */
    async hasPatch(workflowId: string, patch: string): Promise<boolean> {
      const handle = client.workflow.getHandle(workflowId);
      // The run has ended in the database a step before its workflow.
      await handle.result();
      const history = await handle.fetchHistory();
      return (history.events ?? []).some(({ markerRecordedEventAttributes: marker }) =>
        Object.values(marker?.details ?? {}).some(({ payloads }) =>
          (payloads ?? []).some(({ data }) => data !== undefined && Buffer.from(data ?? []).includes(patch)),
        ),
      );
    },
    /** Open runs that only workers of this version may take on. */
    async countPinned(buildId: string): Promise<number> {
      const query = `TemporalWorkerDeploymentVersion = "understudy:${buildId}" AND TemporalWorkflowVersioningBehavior = "Pinned" AND ExecutionStatus = "Running"`;
      const { count } = await client.workflow.count(query);
      return count;
    },
  };
}

/** `PINNED_OVERRIDE_BEHAVIOR_PINNED` of Temporal's API. */
const pinnedOverride = 1;
