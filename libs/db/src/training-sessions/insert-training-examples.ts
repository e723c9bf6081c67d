import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { avatarTrainingExamples } from '../schema/training-examples.ts';
import { storableJson } from '../storable-text.ts';

/** An example found in a conversation. */
export type NewTrainingExample = {
  conversationId: string;
  /** Order within the conversation, from 0; the same on every execution. */
  position: number;
  instruction: string;
  context: string | null;
  response: string;
  patternType: string;
  /** 0 to 1. */
  qualityScore: number;
  source: string;
};

const examplesPerStatement = 2_000;

/**
 * Stores examples of a session and returns how many were new: one that is already there is left as it is. As in
 * `insertMessages`, the rows of a statement travel in one JSON parameter.
 */
export async function insertTrainingExamples(
  tx: Transaction,
  { avatarId, sessionId }: { avatarId: string; sessionId: string },
  examples: readonly NewTrainingExample[],
): Promise<number> {
  let inserted = 0;
  for (let first = 0; first < examples.length; first += examplesPerStatement) {
    const rows = examples.slice(first, first + examplesPerStatement).map(toRow);
    const { rowCount } = await tx.execute(sql`
      insert into ${avatarTrainingExamples} (
        id, avatar_id, training_data_id, conversation_id, position, instruction, context, response,
        pattern_type, quality_score, source, content_digest
      )
      select id, ${avatarId}::uuid, ${sessionId}::uuid, conversation_id, position, instruction, context, response,
        pattern_type, quality_score, source, content_digest
      from json_to_recordset(${storableJson(rows)}::json) as example (
        id uuid, conversation_id uuid, position integer, instruction text, context text, response text,
        pattern_type text, quality_score real, source text, content_digest text
      )
      on conflict (conversation_id, position) do nothing
    `);
    inserted += rowCount ?? 0;
  }
  return inserted;
}

function toRow(example: NewTrainingExample) {
  return {
    id: newId(),
    conversation_id: example.conversationId,
    position: example.position,
    instruction: example.instruction,
    context: example.context,
    response: example.response,
    pattern_type: example.patternType,
    quality_score: example.qualityScore,
    source: example.source,
    content_digest: digestOf(example),
  };
}

function digestOf({ instruction, response }: NewTrainingExample): string {
  return createHash('sha256')
    .update(JSON.stringify([instruction, response]))
    .digest('hex');
}
