import { trainingFileLimits } from '@understudy/domain/training-files/training-file';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { getRunStatus } from '../runs/get-run-status.ts';
import { trainingFileConversations, trainingFiles } from '../schema/training-files.ts';
import { checkEnriched, refuseContained } from './check-conversations.ts';
import { insertConversations } from './create-training-file.ts';
import { lockTrainingFile, type StoredTrainingFile } from './lock-training-file.ts';
import { queueBuild } from './queue-build.ts';
import { refreshTrainingFile } from './refresh-training-file.ts';

/** A build that a change of a training file asks for. `runId` is made by the caller, and used where none waits already. */
export type WantedBuild = { trainingFileId: string; runId: string; by: string };

/**
 * The build that will have what the training file has now; `created` is false where it was queued before and has not
 * begun.
 */
export type RequestedBuild = { created: boolean; runId: string };

/**
 * Puts conversations into a training file, all of them or none, and asks for a build. Adds to one file wait for each
 * other, so that none can put in what another one just has.
 *
 * @throws UnderstudyError `not_found` for an unknown file or conversation; `validation_failed` for conversations that
 *   are not enriched; `conflict` for those that are in the file already, or too many
 */
export async function addConversations(
  tx: Transaction,
  build: WantedBuild,
  conversationIds: readonly string[],
): Promise<RequestedBuild> {
  const { trainingFileId, by } = build;
  const file = await lockTrainingFile(tx, trainingFileId);
  await checkEnriched(tx, conversationIds);
  await refuseContained(tx, trainingFileId, conversationIds);
  refuseTooMany(file.conversationCount + conversationIds.length);
  const from = await nextPosition(tx, trainingFileId);
  await insertConversations(tx, { trainingFileId, from, addedBy: by }, conversationIds);
  await refreshTrainingFile(tx, trainingFileId);
  return await askForBuild(tx, file, build);
}

/**
 * Asks for a build of a training file as it is, and counts anew what is in it.
 *
 * @throws UnderstudyError `not_found`
 */
export async function requestBuild(tx: Transaction, build: WantedBuild): Promise<RequestedBuild> {
  const file = await lockTrainingFile(tx, build.trainingFileId);
  await refreshTrainingFile(tx, build.trainingFileId);
  return await askForBuild(tx, file, build);
}

/** A build that is queued takes what is there when it begins, so it serves later changes, too. */
async function askForBuild(
  tx: Transaction,
  { id, name, buildRunId }: StoredTrainingFile,
  { runId, by }: WantedBuild,
): Promise<RequestedBuild> {
  const waiting = buildRunId !== null && (await getRunStatus(tx, buildRunId)) === 'queued';
  if (!waiting) {
    const request = { idempotencyKey: `build ${runId}`, requestDigest: runId };
    await queueBuild(tx, { runId, trainingFileId: id, name, ...request }, async () => undefined);
  }
  await tx
    .update(trainingFiles)
    .set({ lastUpdatedBy: by, ...(waiting ? {} : { buildRunId: runId }) })
    .where(and(mine(trainingFiles), eq(trainingFiles.id, id)));
  return waiting ? { created: false, runId: buildRunId } : { created: true, runId };
}

async function nextPosition(tx: Transaction, trainingFileId: string): Promise<number> {
  const { position } = trainingFileConversations;
  const [row] = await tx
    .select({ next: sql<number>`coalesce(max(${position}) + 1, 0)` })
    .from(trainingFileConversations)
    .where(
      and(mine(trainingFileConversations), eq(trainingFileConversations.trainingFileId, trainingFileId)),
    );
  return row?.next ?? 0;
}

function refuseTooMany(count: number): void {
  const most = trainingFileLimits.conversations;
  if (count <= most) return;
  throw new UnderstudyError(
    'conflict',
    `A training file has at most ${most.toLocaleString('en')} conversations; this would make it ${count.toLocaleString('en')}. Create another one.`,
  );
}
