import { and, asc, count, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { knowledgeChunks } from '../schema/knowledge.ts';

/** A chunk that has no vector yet. */
export type PendingChunk = { id: string; title: string; text: string };

/** The vector of a chunk; its length is that of the model. */
export type ChunkEmbedding = { id: string; embedding: readonly number[] };

/** Chunks of a run that have no vector yet, in their order, at most `limit`. */
export async function listPendingChunks(
  tx: Transaction,
  runId: string,
  limit: number,
): Promise<PendingChunk[]> {
  return await tx
    .select({ id: knowledgeChunks.id, title: knowledgeChunks.title, text: knowledgeChunks.text })
    .from(knowledgeChunks)
    .where(and(mine(knowledgeChunks), eq(knowledgeChunks.runId, runId), isNull(knowledgeChunks.embedding)))
    .orderBy(asc(knowledgeChunks.id))
    .limit(limit);
}

/**
 * Stores vectors, made unit length, in one statement. A chunk that has a vector keeps it.
 *
 * @returns how many chunks had none before
 */
export async function recordEmbeddings(
  tx: Transaction,
  model: string,
  embeddings: readonly ChunkEmbedding[],
): Promise<number> {
  const rows = embeddings.map(({ id, embedding }) => ({ id, embedding: toUnitLength(embedding) }));
  const updated = await tx.execute(sql`
    update ${knowledgeChunks} set embedding = made.embedding, embedding_model = ${model}
    from json_to_recordset(${JSON.stringify(rows)}::json) as made (id uuid, embedding real[])
    where ${mine(knowledgeChunks)} and ${knowledgeChunks.id} = made.id and ${knowledgeChunks.embedding} is null
  `);
  return z.int().parse(updated.rowCount);
}

/** The vector divided by its length, in as many digits as a 32-bit number holds; zeros stay zeros. */
export function toUnitLength(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => Number((value / length).toPrecision(8)));
}

/** How many chunks a run has, and how many of them have a vector. */
export async function countChunks(
  tx: Transaction,
  runId: string,
): Promise<{ total: number; embedded: number }> {
  const [counted] = await tx
    .select({ total: count(), embedded: count(knowledgeChunks.embeddingModel) })
    .from(knowledgeChunks)
    .where(and(mine(knowledgeChunks), eq(knowledgeChunks.runId, runId)));
  return counted ?? { total: 0, embedded: 0 };
}
