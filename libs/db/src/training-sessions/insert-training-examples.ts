import { createHash } from 'node:crypto';
import type { Transaction } from '../database.ts';
import { avatarTrainingExamples } from '../schema/training-examples.ts';

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

const examplesPerStatement = 1_000;

/** Stores examples of a session and returns how many were new: one that is already there is left as it is. */
export async function insertTrainingExamples(
  tx: Transaction,
  { avatarId, sessionId }: { avatarId: string; sessionId: string },
  examples: readonly NewTrainingExample[],
): Promise<number> {
  let inserted = 0;
  for (let first = 0; first < examples.length; first += examplesPerStatement) {
    const rows = await tx
      .insert(avatarTrainingExamples)
      .values(
        examples.slice(first, first + examplesPerStatement).map((example) => ({
          ...example,
          avatarId,
          trainingDataId: sessionId,
          contentDigest: digestOf(example),
        })),
      )
      .onConflictDoNothing({
        target: [avatarTrainingExamples.conversationId, avatarTrainingExamples.position],
      })
      .returning({ id: avatarTrainingExamples.id });
    inserted += rows.length;
  }
  return inserted;
}

function digestOf({ instruction, response }: NewTrainingExample): string {
  return createHash('sha256')
    .update(JSON.stringify([instruction, response]))
    .digest('hex');
}
