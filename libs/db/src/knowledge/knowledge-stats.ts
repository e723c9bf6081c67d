import { vectorIndexSchema, type KnowledgeStats } from '@understudy/domain/knowledge/knowledge-document';
import { and, count, countDistinct, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { knowledgeChunks, knowledgeDocuments } from '../schema/knowledge.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { knowledgeOf } from './knowledge-scope.ts';

const chosenSchema = z.tuple([z.object({ index: vectorIndexSchema })]);

/** What there is to answer from: in all, or with an avatar for that avatar. */
export async function knowledgeStats(
  tx: Transaction,
  avatarId: string | null,
  embeddingModel: string,
): Promise<KnowledgeStats> {
  const documents = await tx.$count(
    knowledgeDocuments,
    and(mine(knowledgeDocuments), knowledgeOf(knowledgeDocuments, avatarId)),
  );
  const ofModel = sql`count(*) filter (where ${eq(knowledgeChunks.embeddingModel, embeddingModel)})`;
  const [counted] = await tx
    .select({
      examples: countDistinct(knowledgeChunks.exampleId),
      chunks: count(),
      searchableChunks: ofModel.mapWith(Number),
    })
    .from(knowledgeChunks)
    .leftJoin(examples, and(mine(examples), eq(examples.id, knowledgeChunks.exampleId)))
    .where(and(mine(knowledgeChunks), knowledgeOf(knowledgeChunks, avatarId), isNull(examples.removedAt)));
  const chosen = await tx.execute(sql`select knowledge_vector_index() as index`);
  const [{ index }] = chosenSchema.parse(chosen.rows);
  return {
    documents,
    examples: counted?.examples ?? 0,
    chunks: counted?.chunks ?? 0,
    searchable_chunks: counted?.searchableChunks ?? 0,
    embedding_model: embeddingModel,
    vector_index: index,
  };
}

/** Whether there is anything to search in: asked before a question is embedded, which costs time and money. */
export async function hasKnowledge(tx: Transaction, avatarId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: knowledgeChunks.id })
    .from(knowledgeChunks)
    .where(and(mine(knowledgeChunks), knowledgeOf(knowledgeChunks, avatarId)))
    .limit(1);
  return rows.length > 0;
}
