import { buildPhases } from '@understudy/domain/training-files/training-file-contract';
import type { Transaction } from '../database.ts';
import { queueRun, type QueuedRun } from '../runs/queue-run.ts';

/** A build to be queued. The run's ID is made by the caller (`newId`). */
export type NewBuild = {
  runId: string;
  trainingFileId: string;
  /** Name of the training file. */
  name: string;
  idempotencyKey: string;
  requestDigest: string;
};

/** Queues the run that builds the artefacts of a training file. No provider is asked, so none is simulated. */
export async function queueBuild(
  tx: Transaction,
  { runId, trainingFileId, name, ...request }: NewBuild,
  insertSubject: () => Promise<void>,
): Promise<QueuedRun> {
  const run = {
    runId,
    kind: 'training_file_build' as const,
    title: `Build ${name}`,
    avatarId: null,
    subjectId: trainingFileId,
    phase: buildPhases[0],
    simulatedProvider: false,
    data: {},
    ...request,
  };
  return await queueRun(tx, run, insertSubject);
}
