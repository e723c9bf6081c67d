import { getTrainingFile } from '@understudy/db/training-files/get-training-file';
import { isEnded } from '@understudy/domain/runs/run';
import type { TrainingFile } from '@understudy/domain/training-files/training-file';
import type { ApiDependencies } from '../dependencies.ts';
import { preferredWait } from '../http/prefer.ts';
import { waitForRun } from '../runs/wait-for-run.ts';

/** Seconds for which an answer waits for the build where the client does not say; most builds take less than one. */
const usualWaitSeconds = 5;
export const longestWaitSeconds = 60;

/** A build that a request has asked for. */
export type AskedBuild = {
  userId: string;
  trainingFileId: string;
  runId: string;
  /** Whether this request has queued it, so that it is for this request to start it. */
  created: boolean;
};

/** The training file when its build has ended, or as it is when the client need not wait any longer. */
export async function awaitBuild(
  dependencies: ApiDependencies,
  { userId, trainingFileId, runId, created }: AskedBuild,
  { prefer, clientGone }: { prefer: string | undefined; clientGone: AbortSignal },
): Promise<{ trainingFile: TrainingFile; built: boolean; preference: Record<string, string> }> {
  const { database, runLinks } = dependencies;
  if (created) {
    const run = {
      kind: 'training_file_build',
      avatarId: null,
      subjectId: trainingFileId,
      attempt: 1,
    } as const;
    dependencies.runStarts.begin({ runId, userId, ...run });
  }
  const preferred = preferredWait(prefer, longestWaitSeconds);
  const seconds = preferred?.seconds ?? usualWaitSeconds;
  const run = await waitForRun(dependencies, { userId, runId }, { seconds, clientGone });
  const trainingFile = await database.asUser(userId, (tx) => getTrainingFile(tx, trainingFileId, runLinks));
  return {
    trainingFile,
    built: isEnded(run.status),
    preference: preferred?.headers ?? {},
  };
}
