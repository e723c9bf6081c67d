import { isEnded } from '@understudy/domain/runs/run';
import { and, desc, eq, ne, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { getRunStatus } from '../runs/get-run-status.ts';
import { runs } from '../schema/runs.ts';
import { trainingFiles } from '../schema/training-files.ts';
import { isSuperseded } from './begin-build.ts';
import { lockTrainingFile } from './lock-training-file.ts';
import { refreshTrainingFile, type ArtefactFindings } from './refresh-training-file.ts';

/** An artefact that lies complete in object storage. */
export type BuiltArtefact = {
  runId: string;
  jsonSize: number;
  jsonlSize: number;
  conversations: number;
  trainingPairs: number;
  findings: ArtefactFindings;
};

/**
 * Makes an artefact the one that is downloaded, by one update. Not where the run has ended meanwhile, or a newer build
 * was published; a second execution changes nothing.
 *
 * @returns whether it is what is downloaded now
 * @throws UnderstudyError `not_found`
 */
export async function publishArtefact(
  tx: Transaction,
  trainingFileId: string,
  built: BuiltArtefact,
): Promise<{ published: boolean }> {
  const { runId, findings } = built;
  const file = await lockTrainingFile(tx, trainingFileId);
  if (isSuperseded(file, runId) || isEnded(await getRunStatus(tx, runId))) return { published: false };
  await tx
    .update(trainingFiles)
    .set({
      status: 'active',
      artefactRunId: runId,
      jsonFileSize: built.jsonSize,
      jsonlFileSize: built.jsonlSize,
      artefactConversationCount: built.conversations,
      artefactTrainingPairs: built.trainingPairs,
      builtAt: sql`clock_timestamp()`,
    })
    .where(and(mine(trainingFiles), eq(trainingFiles.id, trainingFileId)));
  await refreshTrainingFile(tx, trainingFileId, findings);
  return { published: true };
}

/** Notes that a training file has no artefact and its build has failed; one that has an artefact stays active. */
export async function markBuildFailed(tx: Transaction, trainingFileId: string): Promise<void> {
  await tx
    .update(trainingFiles)
    .set({ status: 'failed' })
    .where(
      and(
        mine(trainingFiles),
        eq(trainingFiles.id, trainingFileId),
        sql`${trainingFiles.artefactRunId} is null`,
      ),
    );
}

/** Notes that the first artefact of a training file is being built again. */
export async function markBuilding(tx: Transaction, trainingFileId: string): Promise<void> {
  await tx
    .update(trainingFiles)
    .set({ status: 'building' })
    .where(
      and(
        mine(trainingFiles),
        eq(trainingFiles.id, trainingFileId),
        sql`${trainingFiles.artefactRunId} is null`,
      ),
    );
}

/** Builds whose objects are looked for: those before them were cleaned up by the builds that followed. */
const mostBuilds = 50;

/** Ended builds of a training file that are not what is downloaded: their objects, if any are left, are rubbish. */
export async function listSpentBuilds(tx: Transaction, trainingFileId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: runs.id, status: runs.status })
    .from(runs)
    .innerJoin(trainingFiles, eq(trainingFiles.id, runs.subjectId))
    .where(
      and(
        mine(runs),
        eq(runs.kind, 'training_file_build'),
        eq(runs.subjectId, trainingFileId),
        ne(runs.id, sql`coalesce(${trainingFiles.artefactRunId}, '00000000-0000-0000-0000-000000000000')`),
      ),
    )
    .orderBy(desc(runs.id))
    .limit(mostBuilds);
  return rows.filter(({ status }) => isEnded(status)).map(({ id }) => id);
}
