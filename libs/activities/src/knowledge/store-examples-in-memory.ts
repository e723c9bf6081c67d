import type { Database } from '@understudy/db/database';
import {
  countStoredExamples,
  insertExampleChunks,
  listExamplesWithoutChunks,
  type ExampleChunk,
  type ExampleText,
} from '@understudy/db/knowledge/example-chunks';
import { cutText } from '@understudy/domain/prompt-versions/plain-text';
import { knowledgeLimits } from '@understudy/domain/knowledge/knowledge-document';
import { splitIntoChunks } from '@understudy/domain/knowledge/split-into-chunks';
import type { EmbeddingModel } from '../providers/embedding-model.ts';
import { embedPendingChunks } from './embed-pending-chunks.ts';

/** Examples that are split into chunks in one transaction. */
const examplesPerPage = 100;

/** Whose examples are stored, and by which run. */
export type StoredBatch = { userId: string; runId: string; avatarId: string | null; batchId: string };

/**
 * Stores the accepted examples of an auto-train batch as knowledge: splits those that have no chunk yet, and embeds the
 * chunks that have no vector yet. May be repeated, and goes on where it was: nothing is stored twice, and no call that
 * was answered is paid for again.
 *
 * @returns how many examples of the batch are stored in all
 * @throws UnderstudyError one of the `provider_…` codes, or `database_unavailable`; the signal's reason when aborted
 */
export async function storeExamplesInMemory(
  { database, embeddings }: { database: Database; embeddings: EmbeddingModel },
  { userId, runId, avatarId, batchId }: StoredBatch,
  signal: AbortSignal,
): Promise<{ stored: number }> {
  for (let left = true; left; signal.throwIfAborted()) {
    left = await database.asUser(userId, async (tx) => {
      const examples = await listExamplesWithoutChunks(tx, batchId, examplesPerPage);
      await insertExampleChunks(tx, { runId, avatarId }, examples.flatMap(toChunks));
      return examples.length === examplesPerPage;
    });
  }
  const mayStartNext = () => Promise.resolve(true);
  await embedPendingChunks({ database, embeddings }, { userId, runId, mayStartNext }, signal);
  return { stored: await database.asUser(userId, (tx) => countStoredExamples(tx, batchId)) };
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
