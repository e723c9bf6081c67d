import { insertRows } from '../bulk/insert-rows.ts';
import type { Transaction } from '../database.ts';
import { trainingFileConversations, trainingFiles } from '../schema/training-files.ts';
import { checkEnriched } from './check-conversations.ts';
import { queueBuild, type NewBuild } from './queue-build.ts';
import { noFindings, refreshTrainingFile, summaryColumns } from './refresh-training-file.ts';

/** A training file to be created with its first build. IDs are made by the caller (`newId`). */
export type NewTrainingFile = NewBuild & {
  description: string | null;
  /** In order, each once. */
  conversationIds: readonly string[];
  createdBy: string;
};

const nothing = {
  conversations: 0,
  trainingPairs: 0,
  averageQuality: null,
  scaffolding: { personas: {}, emotional_arcs: {}, training_topics: {} },
};

/**
 * Creates a training file, puts conversations into it, and queues its first build, or does nothing at all.
 *
 * @throws UnderstudyError `not_found` for unknown conversations; `validation_failed` for those that are not enriched;
 *   `idempotency_key_reused`
 */
export async function createTrainingFile(
  tx: Transaction,
  file: NewTrainingFile,
): Promise<{ created: boolean; trainingFileId: string; runId: string }> {
  const { trainingFileId: id, runId, name, description, conversationIds, createdBy } = file;
  const queued = await queueBuild(tx, file, async () => {
    await checkEnriched(tx, conversationIds);
    await tx.insert(trainingFiles).values({
      id,
      name,
      description,
      ...summaryColumns(nothing, noFindings),
      buildRunId: runId,
      jsonFilePath: `${id}/training.json`,
      jsonlFilePath: `${id}/training.jsonl`,
      createdBy,
      lastUpdatedBy: createdBy,
    });
    await insertConversations(tx, { trainingFileId: id, from: 0, addedBy: createdBy }, conversationIds);
    await refreshTrainingFile(tx, id);
  });
  return { created: queued.created, trainingFileId: queued.subjectId, runId: queued.runId };
}

/** Puts conversations into a training file, from a position on, in the order given. */
export async function insertConversations(
  tx: Transaction,
  { trainingFileId, from, addedBy }: { trainingFileId: string; from: number; addedBy: string },
  conversationIds: readonly string[],
): Promise<void> {
  const rows = conversationIds.map((conversationId, index) => ({
    trainingFileId,
    conversationId,
    position: from + index,
    addedBy,
  }));
  await insertRows(tx, trainingFileConversations, rows);
}
