import type { ScoredExchange } from '@understudy/domain/prompt-versions/scored-exchange';
import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples } from '../schema/training-examples.ts';

/** Enough to choose a diverse sample from; `selectExchanges` looks at no more. */
const bestExchanges = 400;

/** The 400 exchanges of a session with the highest quality, best first and always in the same order. */
export async function listBestExchanges(tx: Transaction, sessionId: string): Promise<ScoredExchange[]> {
  const {
    instruction,
    response,
    patternType,
    qualityScore,
    trainingDataId,
    conversationId,
    position,
    removedAt,
  } = avatarTrainingExamples;
  return await tx
    .select({ userMessage: instruction, avatarReply: response, patternType, qualityScore })
    .from(avatarTrainingExamples)
    .where(and(mine(avatarTrainingExamples), isNull(removedAt), eq(trainingDataId, sessionId)))
    .orderBy(desc(qualityScore), asc(conversationId), asc(position))
    .limit(bestExchanges);
}
