import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { getRunStatus } from '@understudy/db/runs/get-run-status';
import { findArtefact, getTrainingFileHead } from '@understudy/db/training-files/get-training-file';
import { listSpentBuilds, publishArtefact } from '@understudy/db/training-files/publish-artefact';
import { sumUpConversations, type ConversationSum } from '@understudy/db/training-files/sum-up-conversations';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import {
  downloadName,
  trainingFileVersion,
  type TrainingFileMetadata,
} from '@understudy/domain/training-files/artefact-json';
import { summariseQuality } from '@understudy/domain/training-files/quality-summary';
import { percentOfBuild } from '@understudy/domain/training-files/training-file-contract';
import { artefactFolder, artefactKey } from './artefact-keys.ts';
import { unfinishedKey, type BuildDependencies, type BuildReference } from './build-reference.ts';
import { readBack } from './read-back.ts';
import { sumsAgree } from './sum-of-files.ts';
import { writeArtefacts, type WrittenArtefacts } from './write-artefacts.ts';

/** Times that a build is begun anew because conversations were enriched anew while it was under way. */
const mostPasses = 5;

/**
 * Builds the artefacts of a training file and publishes them: written under keys of this build, read back, and made what
 * is downloaded by one update. Until then the artefact before is what is downloaded; afterwards it is deleted. Whatever
 * an execution before has left is deleted first.
 *
 * @returns whether it came back because the run is paused
 * @throws UnderstudyError `not_found` or `file_unreadable` for an enriched file, `conflict` where conversations keep
 *   changing, `storage_unavailable`
 */
export async function buildArtefacts(
  dependencies: BuildDependencies,
  reference: BuildReference,
  signal: AbortSignal,
): Promise<{ paused: boolean }> {
  const { database, storage } = dependencies;
  const { userId, trainingFileId, runId } = reference;
  const before = await database.asUser(userId, (tx) => findArtefact(tx, trainingFileId));
  if (before?.runId !== runId) {
    const built = await writeAll(dependencies, reference, signal);
    if (built === null) {
      await storage.deleteAll(artefactFolder(reference));
      const status = await database.asUser(userId, (tx) => getRunStatus(tx, runId));
      return { paused: status === 'paused' };
    }
    await publish(dependencies, reference, built, signal);
  }
  await deleteSpent(dependencies, reference);
  return { paused: false };
}

async function writeAll(
  dependencies: BuildDependencies,
  reference: BuildReference,
  signal: AbortSignal,
): Promise<WrittenArtefacts | null> {
  const { database, storage } = dependencies;
  const { userId, trainingFileId } = reference;
  for (let pass = 1; pass <= mostPasses; pass += 1) {
    await storage.deleteAll(artefactFolder(reference));
    const { file, sum } = await database.asUser(userId, async (tx) => ({
      file: await getTrainingFileHead(tx, trainingFileId),
      sum: await sumUpConversations(tx, trainingFileId),
    }));
    const built = await writeArtefacts(dependencies, reference, {
      metadata: describe(trainingFileId, file, sum),
      mayGoOn: (conversations) =>
        recordProgress(dependencies, reference, conversations, sum.conversations, pass),
      signal,
    });
    if (built === null || sumsAgree(sum, built.sum)) return built;
  }
  throw new UnderstudyError(
    'conflict',
    'The conversations of this training file keep changing. Wait until their enrichment has ended, then build it again.',
  );
}

function describe(
  trainingFileId: string,
  { name, description }: { name: string; description: string | null },
  sum: ConversationSum,
): TrainingFileMetadata {
  const { average_quality_score, average_pairs_per_conversation, balance } = summariseQuality({
    ...sum,
    artefact: null,
  });
  return {
    file_name: downloadName(name, 'json'),
    version: trainingFileVersion,
    training_file_id: trainingFileId,
    description,
    created_at: new Date().toISOString(),
    total_conversations: sum.conversations,
    total_training_pairs: sum.trainingPairs,
    scaffolding_distribution: sum.scaffolding,
    quality_summary: { average_quality_score, average_pairs_per_conversation, balance },
  };
}

/** Notes how far the build is; false where the run is paused or has ended. */
async function recordProgress(
  { database }: BuildDependencies,
  { userId, runId, attempt }: BuildReference,
  conversations: number,
  total: number,
  pass: number,
): Promise<boolean> {
  return await database.asUser(userId, async (tx) => {
    if ((await getRunStatus(tx, runId)) !== 'running') return false;
    await appendRunEvent(tx, {
      runId,
      type: 'item_completed',
      level: 'info',
      phase: 'building',
      message: `${conversations.toLocaleString('en')} of ${total.toLocaleString('en')} conversations.`,
      key: `${attempt}:built:${pass}:${conversations}`,
      update: { completed: conversations, total, percent: percentOfBuild('building', conversations, total) },
    });
    return true;
  });
}

async function publish(
  { database, storage }: BuildDependencies,
  reference: BuildReference,
  written: WrittenArtefacts,
  signal: AbortSignal,
): Promise<void> {
  const unfinished = { json: unfinishedKey(reference, 'json'), jsonl: unfinishedKey(reference, 'jsonl') };
  const found = await readBack(storage, unfinished, signal);
  const { sum, jsonSize, jsonlSize, samplePairs } = written;
  if (!found.jsonValid || found.jsonPairs !== sum.trainingPairs || found.jsonlPairs !== sum.trainingPairs) {
    throw new UnderstudyError(
      'internal_error',
      'What was read back is not what was written. It is built anew.',
    );
  }
  signal.throwIfAborted();
  for (const format of ['json', 'jsonl'] as const) {
    await storage.move(unfinished[format], artefactKey(reference, format));
  }
  const { userId, trainingFileId, runId } = reference;
  const { jsonValid, jsonlPairs, nullResponses } = found;
  const artefact = {
    runId,
    jsonSize,
    jsonlSize,
    conversations: sum.conversations,
    trainingPairs: sum.trainingPairs,
    findings: { artefact: { jsonValid, jsonlPairs, nullResponses }, sample_pairs: samplePairs },
  };
  await database.asUser(userId, (tx) => publishArtefact(tx, trainingFileId, artefact));
}

/** Deletes what builds have left that are not what is downloaded: the artefact before this one, and rests of a kill. */
async function deleteSpent(
  { database, storage }: BuildDependencies,
  reference: BuildReference,
): Promise<void> {
  const { userId, trainingFileId, runId } = reference;
  const { artefact, spent } = await database.asUser(userId, async (tx) => ({
    artefact: await findArtefact(tx, trainingFileId),
    spent: await listSpentBuilds(tx, trainingFileId),
  }));
  const own = artefact?.runId === runId ? [] : [runId];
  for (const build of [...spent, ...own])
    await storage.deleteAll(artefactFolder({ ...reference, runId: build }));
}
