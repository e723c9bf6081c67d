import {
  countStoredExamples,
  insertExampleChunks,
  listExamplesWithoutChunks,
  type ExampleChunk,
  type ExampleText,
} from '@understudy/db/knowledge/example-chunks';
import { getRunStatus } from '@understudy/db/runs/get-run-status';
import type { LaneStop } from '@understudy/domain/auto-train/auto-train-contract';
import { cutText } from '@understudy/domain/prompt-versions/plain-text';
import { knowledgeLimits } from '@understudy/domain/knowledge/knowledge-document';
import { splitIntoChunks } from '@understudy/domain/knowledge/split-into-chunks';
import { stopFor } from '../runs/stop-for.ts';
import { embedPendingChunks, type EmbeddingDependencies } from './embed-pending-chunks.ts';

/** Examples that are split into chunks in one transaction. */
const examplesPerPage = 100;

/** Whose examples are stored, and by which run. */
export type StoredBatch = { userId: string; runId: string; avatarId: string | null; batchId: string };

/**
 * Stores the accepted examples of an auto-train batch as knowledge: splits those that have no chunk yet, and embeds the
 * chunks that have no vector yet. May be repeated, and goes on where it was: nothing is stored twice, and no call that
 * was answered is paid for again. Comes back early when the run is paused or has ended, or its budget is used up.
 *
 * @returns how many examples of the batch are stored in all, and why it came back
 * @throws UnderstudyError one of the `provider_…` codes, or `database_unavailable`; the signal's reason when aborted
 */
export async function storeExamplesInMemory(
  dependencies: EmbeddingDependencies,
  batch: StoredBatch,
  signal: AbortSignal,
): Promise<{ stored: number; stopped: LaneStop }> {
  const { userId, runId, batchId } = batch;
  const stopped =
    (await splitExamples(dependencies, batch, signal)) ??
    (await embedPendingChunks(dependencies, { userId, runId }, signal));
  const stored = await dependencies.database.asUser(userId, (tx) => countStoredExamples(tx, batchId));
  return { stored, stopped };
}

/** Splits the examples that have no chunk yet, page by page; says why where it came back before all are split. */
async function splitExamples(
  { database }: EmbeddingDependencies,
  { userId, runId, avatarId, batchId }: StoredBatch,
  signal: AbortSignal,
): Promise<LaneStop | null> {
  for (;;) {
    signal.throwIfAborted();
    const { stopped, isLast } = await database.asUser(userId, async (tx) => {
      const stopped = stopFor(await getRunStatus(tx, runId));
      if (stopped !== null) return { stopped, isLast: false };
      const examples = await listExamplesWithoutChunks(tx, batchId, examplesPerPage);
      await insertExampleChunks(tx, { runId, avatarId }, examples.flatMap(toChunks));
      return { stopped, isLast: examples.length < examplesPerPage };
    });
    if (isLast || stopped !== null) return stopped;
  }
}

/** An example without any text in its response still has one chunk, lest it be looked at again for ever. */
function toChunks({ id: exampleId, instruction, response }: ExampleText): ExampleChunk[] {
  const title = cutText(instruction, knowledgeLimits.titleCharacters);
  const texts = [...splitIntoChunks(response)];
  return (texts.length === 0 ? [instruction] : texts).map((text, position) => ({
    exampleId,
    position,
    title,
    text,
  }));
}
