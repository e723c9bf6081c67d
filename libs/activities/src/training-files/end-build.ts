import type { Transaction } from '@understudy/db/database';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import type { RunEventDraft } from '@understudy/db/runs/write-run-event';
import { findArtefact, getTrainingFileHead } from '@understudy/db/training-files/get-training-file';
import type { RunOutcome } from '@understudy/domain/runs/run-outcome';
import type { BuildTrainingFileResult } from '@understudy/domain/training-files/training-file-contract';
import { failureOfRun } from '../runs/failure-of-run.ts';
import { artefactFolder } from './artefact-keys.ts';
import type { BuildDependencies, BuildReference } from './build-reference.ts';

/**
 * Writes the end of a build, and deletes what it wrote where that is not what is downloaded. A second execution writes
 * nothing.
 */
export async function endBuild(
  { database, storage }: BuildDependencies,
  reference: BuildReference & RunOutcome,
): Promise<BuildTrainingFileResult> {
  const { userId, runId, trainingFileId, attempt, outcome } = reference;
  const { published, trainingPairs } = await database.asUser(userId, async (tx) => {
    const artefact = await findArtefact(tx, trainingFileId);
    const { artefactTrainingPairs } = await getTrainingFileHead(tx, trainingFileId);
    const published = artefact?.runId === runId;
    await appendRunEvent(tx, {
      runId,
      ...(await describeEnd(tx, reference, published, artefactTrainingPairs ?? 0)),
      key: `${attempt}:ended`,
    });
    return { published, trainingPairs: artefactTrainingPairs ?? 0 };
  });
  if (!published) await storage.deleteAll(artefactFolder(reference));
  return { status: outcome, trainingPairs };
}

async function describeEnd(
  tx: Transaction,
  end: BuildReference & RunOutcome,
  published: boolean,
  trainingPairs: number,
): Promise<Omit<RunEventDraft, 'key'>> {
  switch (end.outcome) {
    case 'completed':
      return {
        type: 'run_completed',
        level: 'info',
        phase: 'publishing',
        message: published
          ? `Ready: ${trainingPairs.toLocaleString('en')} training pairs can be downloaded.`
          : 'A newer build is what can be downloaded.',
        data: { training_pairs: trainingPairs, published },
        update: { status: 'completed', percent: 100 },
      };
    case 'cancelled':
      return {
        type: 'run_cancelled',
        level: 'warning',
        message: 'Cancelled. What could be downloaded before still can.',
        update: { status: 'cancelled' },
      };
    case 'failed': {
      const error = await failureOfRun(tx, end, 'Build the training file again.');
      return {
        type: 'run_failed',
        level: 'error',
        message: error.message,
        update: { status: 'failed', error },
      };
    }
  }
}
