import { isEnded } from '@understudy/domain/runs/run';
import { and, eq, ne } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { getRunStatus } from '../runs/get-run-status.ts';
import { runs } from '../schema/runs.ts';
import { lockTrainingFile, type StoredTrainingFile } from './lock-training-file.ts';

/** Whether a build may begin: at once, after another one of the same file, or not any more. */
export type BuildTurn =
  | { turn: 'begin'; file: StoredTrainingFile }
  | { turn: 'wait' }
  | {
      /** The run was ended, or a newer artefact is there. */
      turn: 'leave';
    };

/**
 * Whose turn it is to build a training file: one build at a time. The caller notes in the same transaction that the run
 * is running; the file stays locked until then.
 *
 * @throws UnderstudyError `not_found`
 */
export async function takeBuildTurn(
  tx: Transaction,
  { trainingFileId, runId }: { trainingFileId: string; runId: string },
): Promise<BuildTurn> {
  const file = await lockTrainingFile(tx, trainingFileId);
  if (isEnded(await getRunStatus(tx, runId)) || isSuperseded(file, runId)) return { turn: 'leave' };
  const [other] = await tx
    .select({ id: runs.id })
    .from(runs)
    .where(
      and(
        mine(runs),
        eq(runs.kind, 'training_file_build'),
        eq(runs.subjectId, trainingFileId),
        eq(runs.status, 'running'),
        ne(runs.id, runId),
      ),
    )
    .limit(1);
  return other === undefined ? { turn: 'begin', file } : { turn: 'wait' };
}

/** Whether a newer build has been published. IDs of runs are in order of time. */
export function isSuperseded({ artefactRunId }: StoredTrainingFile, runId: string): boolean {
  return artefactRunId !== null && artefactRunId > runId;
}
