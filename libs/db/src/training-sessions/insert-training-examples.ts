import { sql } from 'drizzle-orm';
import { insertRows } from '../bulk/insert-rows.ts';
import type { Transaction } from '../database.ts';
import { avatarTrainingExamples } from '../schema/training-examples.ts';
import { contentDigestOf } from '../training-examples/content-digest.ts';

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

/** Stores examples of a session and returns how many were new: one that is already there is left as it is. */
export async function insertTrainingExamples(
  tx: Transaction,
  { avatarId, sessionId }: { avatarId: string; sessionId: string },
  examples: readonly NewTrainingExample[],
): Promise<number> {
  let inserted = 0;
  for (let first = 0; first < examples.length; first += examplesPerStatement) {
    const rows = examples.slice(first, first + examplesPerStatement).map((example) => ({
      ...example,
      avatarId,
      trainingDataId: sessionId,
      contentDigest: contentDigestOf(example),
    }));
    const stored = await insertRows(
      tx,
      avatarTrainingExamples,
      rows,
      sql`on conflict (conversation_id, position) where conversation_id is not null do nothing returning id`,
    );
    inserted += stored.length;
  }
  return inserted;
}
