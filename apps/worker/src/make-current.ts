import { setTimeout as wait } from 'node:timers/promises';
import { isGrpcServiceError, type Client } from '@temporalio/client';

/** A version of a worker deployment that shall get the work. */
export type WantedVersion = {
  deploymentName: string;
  buildId: string;
  /** Task queues that its workers have to poll before it gets any. */
  taskQueues: readonly string[];
  /** Milliseconds that its workers may take to begin with it. */
  deadlineMs: number;
};

const betweenLooksMs = 1_000;

/** The workers of a version do not poll all of its task queues. */
export class VersionNotReadyError extends Error {
  override readonly name = 'VersionNotReadyError';
}

/**
 * Makes a version the current one, once its workers poll every task queue: new runs go to it, and runs under way with
 * their next step. Repeating it changes nothing.
 *
 * @returns the build ID that was current before; null for workers without a version
 * @throws VersionNotReadyError when the deadline has passed; whatever Temporal's client throws
 */
export async function makeCurrent(client: Client, wanted: WantedVersion): Promise<string | null> {
  await untilPolled(client, wanted);
  const { deploymentName, buildId } = wanted;
  const { namespace } = client.options;
  const before = await client.workflowService.setWorkerDeploymentCurrentVersion({
    namespace,
    deploymentName,
    buildId,
    identity: 'understudy-make-current',
  });
  return before.previousDeploymentVersion?.buildId ?? null;
}

async function untilPolled(client: Client, wanted: WantedVersion): Promise<void> {
  const deadline = performance.now() + wanted.deadlineMs;
  for (;;) {
    const polled = await polledQueues(client, wanted);
    const missing = wanted.taskQueues.filter((queue) => !polled.has(queue));
    if (missing.length === 0) return;
    if (performance.now() > deadline) {
      throw new VersionNotReadyError(
        `No worker of version ${wanted.buildId} polls ${missing.join(', ')}. The version before stays the current one.`,
      );
    }
    await wait(betweenLooksMs);
  }
}

/** Task queues that workers of a version have polled; none of a version that Temporal has not heard of yet. */
async function polledQueues(
  { workflowService, options: { namespace } }: Client,
  { deploymentName, buildId }: WantedVersion,
): Promise<Set<string>> {
  try {
    const { versionTaskQueues } = await workflowService.describeWorkerDeploymentVersion({
      namespace,
      deploymentVersion: { deploymentName, buildId },
    });
    return new Set(versionTaskQueues.map((queue) => queue.name ?? ''));
  } catch (error) {
    if (isGrpcServiceError(error) && error.code === notFound) return new Set();
    throw error;
  }
}

/** `NOT_FOUND` of gRPC. */
const notFound = 5;
