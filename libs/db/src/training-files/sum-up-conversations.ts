import type { ChecklistFacts } from '@understudy/domain/training-files/quality-checklist';
import { scaffoldingDistributionSchema } from '@understudy/domain/training-files/scaffolding';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { conversations } from '../schema/conversations.ts';
import { trainingFileConversations } from '../schema/training-files.ts';

const sumSchema = z.object({
  conversations: z.coerce.number(),
  pairs: z.coerce.number(),
  quality: z.number().nullable(),
  personas: z.unknown(),
  arcs: z.unknown(),
  topics: z.unknown(),
});

/** What the conversations of a training file sum up to. */
export type ConversationSum = Omit<ChecklistFacts, 'artefact'>;

/** Sums up the conversations of a training file, as their enrichment stands. */
export async function sumUpConversations(tx: Transaction, trainingFileId: string): Promise<ConversationSum> {
  const { rows } = await tx.execute(sql`
    with found as (
      select ${conversations.persona} persona, ${conversations.emotionalArc} arc,
        ${conversations.trainingTopic} topic, ${conversations.enrichmentQuality} quality,
        ${conversations.enrichedPairCount} pairs
      from ${trainingFileConversations}
      join ${conversations} on ${conversations.id} = ${trainingFileConversations.conversationId}
        and ${mine(conversations)}
      where ${mine(trainingFileConversations)}
        and ${trainingFileConversations.trainingFileId} = ${trainingFileId}
    )
    select count(*) as conversations, coalesce(sum(pairs), 0) as pairs, avg(quality)::float8 as quality,
      (select jsonb_object_agg(persona, times) from
        (select persona, count(*) times from found where persona is not null group by persona) counted) as personas,
      (select jsonb_object_agg(arc, times) from
        (select arc, count(*) times from found where arc is not null group by arc) counted) as arcs,
      (select jsonb_object_agg(topic, times) from
        (select topic, count(*) times from found where topic is not null group by topic) counted) as topics
    from found
  `);
  const sum = sumSchema.parse(rows[0]);
  return {
    conversations: sum.conversations,
    trainingPairs: sum.pairs,
    averageQuality: sum.quality,
    scaffolding: scaffoldingDistributionSchema.parse({
      personas: sum.personas ?? {},
      emotional_arcs: sum.arcs ?? {},
      training_topics: sum.topics ?? {},
    }),
  };
}
