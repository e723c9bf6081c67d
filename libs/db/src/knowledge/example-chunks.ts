import { and, asc, countDistinct, eq, isNotNull, isNull, notExists, sql } from 'drizzle-orm';
import { insertRows } from '../bulk/insert-rows.ts';
import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { mine } from '../ownership.ts';
import { knowledgeChunks } from '../schema/knowledge.ts';
import { avatarTrainingExamples } from '../schema/training-examples.ts';

/** A training example that is to be stored as knowledge. */
export type ExampleText = { id: string; instruction: string; response: string };

/** Examples of an auto-train batch that have no chunk yet, in the order of their items, at most `limit`. */
export async function listExamplesWithoutChunks(
  tx: Transaction,
  batchId: string,
  limit: number,
): Promise<ExampleText[]> {
  const chunks = tx
    .select({ id: knowledgeChunks.id })
    .from(knowledgeChunks)
    .where(and(mine(knowledgeChunks), eq(knowledgeChunks.exampleId, avatarTrainingExamples.id)));
  return await tx
    .select({
      id: avatarTrainingExamples.id,
      instruction: avatarTrainingExamples.instruction,
      response: avatarTrainingExamples.response,
    })
    .from(avatarTrainingExamples)
    .where(
      and(
        mine(avatarTrainingExamples),
        isNull(avatarTrainingExamples.removedAt),
        eq(avatarTrainingExamples.batchId, batchId),
        notExists(chunks),
      ),
    )
    .orderBy(asc(avatarTrainingExamples.itemIndex))
    .limit(limit);
}

/** A piece of an example. */
export type ExampleChunk = { exampleId: string; position: number; title: string; text: string };

/** Stores chunks of examples; what is stored already stays. */
export async function insertExampleChunks(
  tx: Transaction,
  { runId, avatarId }: { runId: string; avatarId: string | null },
  chunks: readonly ExampleChunk[],
): Promise<void> {
  await insertRows(
    tx,
    knowledgeChunks,
    chunks.map((chunk) => ({ id: newId(), runId, avatarId, ...chunk })),
    sql`on conflict (example_id, position) do nothing`,
  );
}

/** How many examples of a batch can be found by their meaning. */
export async function countStoredExamples(tx: Transaction, batchId: string): Promise<number> {
  const [counted] = await tx
    .select({ examples: countDistinct(knowledgeChunks.exampleId) })
    .from(knowledgeChunks)
    .innerJoin(avatarTrainingExamples, eq(avatarTrainingExamples.id, knowledgeChunks.exampleId))
    .where(
      and(
        mine(knowledgeChunks),
        isNull(avatarTrainingExamples.removedAt),
        eq(avatarTrainingExamples.batchId, batchId),
        isNotNull(knowledgeChunks.embeddingModel),
      ),
    );
  return counted?.examples ?? 0;
}
