import { fuseRankings, type Ranking } from '@understudy/domain/knowledge/fuse-rankings';
import type { KnowledgePassage, SearchWay } from '@understudy/domain/knowledge/knowledge-passage';
import { strongMatches } from '@understudy/domain/knowledge/strong-matches';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { knowledgeChunks } from '../schema/knowledge.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { storableText } from '../storable-text.ts';
import { toUnitLength } from './pending-chunks.ts';

/** A question, and its vector where the embedding model has given one. */
export type KnowledgeQuestion = {
  question: string;
  embedding: { model: string; vector: readonly number[] } | null;
  /** Whose knowledge is searched: the avatar's and that of no avatar in particular; null: all of the user's. */
  avatarId: string | null;
  /** Passages at most. */
  limit: number;
};

/** Passages that each way of searching contributes at most; what comes later does not make it to the top. */
const candidates = 50;

const foundSchema = z.array(z.object({ id: z.string(), score: z.number() }));

/**
 * Searches the user's knowledge by words and, where the question has a vector, by meaning among the vectors that the
 * same model made; both rankings are fused by reciprocal rank, that of the words without its weak matches.
 *
 * @returns best first
 */
export async function searchKnowledge(
  tx: Transaction,
  { question, embedding, avatarId, limit }: KnowledgeQuestion,
): Promise<KnowledgePassage[]> {
  const words = await findByWords(tx, question, avatarId);
  const meaning = embedding === null ? null : await findByMeaning(tx, embedding, avatarId);
  const rankings: Ranking<SearchWay>[] = [{ source: 'words', ids: [...words.keys()] }];
  if (meaning !== null) rankings.push({ source: 'meaning', ids: [...meaning.keys()] });
  const best = fuseRankings(rankings);
  const chunks = await loadChunks(
    tx,
    best.map(({ id }) => id),
  );
  const known = best.filter(({ id }) => chunks.has(id)).slice(0, limit);
  return known.flatMap(({ id, score, foundBy }) => {
    const chunk = chunks.get(id);
    if (chunk === undefined) return [];
    const share = words.get(id);
    return [
      {
        ...chunk,
        score: Math.min(1, score),
        found_by: foundBy,
        similarity: meaning?.get(id) ?? null,
        word_share: share === undefined ? null : Math.min(1, Math.max(0, share)),
      },
    ];
  });
}

async function findByWords(
  tx: Transaction,
  question: string,
  avatarId: string | null,
): Promise<Map<string, number>> {
  const found = await tx.execute(sql`
    select chunk_id as id, coalesce(word_share, 0) as score
    from find_knowledge_by_words(${storableText(question)}, ${avatarId}::uuid, ${candidates})
  `);
  return toScores(strongMatches(foundSchema.parse(found.rows)));
}

async function findByMeaning(
  tx: Transaction,
  { model, vector }: NonNullable<KnowledgeQuestion['embedding']>,
  avatarId: string | null,
): Promise<Map<string, number>> {
  const wanted = `{${toUnitLength(vector).join(',')}}`;
  const found = await tx.execute(sql`
    select chunk_id as id, similarity as score
    from find_knowledge_by_vector(${wanted}::real[], ${model}, ${avatarId}::uuid, ${candidates})
  `);
  return toScores(foundSchema.parse(found.rows));
}

function toScores(found: z.infer<typeof foundSchema>): Map<string, number> {
  return new Map(found.map(({ id, score }) => [id, score]));
}

type LoadedChunk = Pick<KnowledgePassage, 'id' | 'title' | 'text' | 'position' | 'source' | 'avatar_id'>;

/** Those with these IDs, but not of examples that are removed. */
async function loadChunks(tx: Transaction, ids: readonly string[]): Promise<Map<string, LoadedChunk>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({
      id: knowledgeChunks.id,
      title: knowledgeChunks.title,
      text: knowledgeChunks.text,
      position: knowledgeChunks.position,
      avatarId: knowledgeChunks.avatarId,
      documentId: knowledgeChunks.documentId,
      exampleId: knowledgeChunks.exampleId,
    })
    .from(knowledgeChunks)
    .leftJoin(examples, and(mine(examples), eq(examples.id, knowledgeChunks.exampleId)))
    .where(and(mine(knowledgeChunks), inArray(knowledgeChunks.id, [...ids]), isNull(examples.removedAt)));
  return new Map(
    rows.map(({ avatarId, documentId, exampleId, ...chunk }) => [
      chunk.id,
      { ...chunk, avatar_id: avatarId, source: toSource(documentId, exampleId) },
    ]),
  );
}

function toSource(documentId: string | null, exampleId: string | null): KnowledgePassage['source'] {
  if (documentId !== null) return { kind: 'document', id: documentId };
  if (exampleId !== null) return { kind: 'example', id: exampleId };
  throw new Error('A chunk belongs to neither a document nor an example');
}
