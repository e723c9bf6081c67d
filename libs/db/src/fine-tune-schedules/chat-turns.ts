import type { ChatExample, RatedTurn } from '@understudy/domain/fine-tune-schedules/chat-example';
import { and, asc, eq, gte, isNull, notExists, or, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { mine } from '../ownership.ts';
import { chatMessages } from '../schema/chat.ts';
import { fineTuneChatTurns as turns } from '../schema/fine-tune-schedules.ts';
import { promptVersionRatings as ratings } from '../schema/prompt-versions.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { valuesOfExample } from '../training-examples/example-values.ts';

/** `source` of examples that chat turns became. */
export const chatSource = 'chat';

/** An example out of a chat turn; `isNearDuplicate` leaves it out, and remembers that it was looked at. */
export type JudgedTurn = ChatExample & { isNearDuplicate: boolean };

/** Rated answers of an avatar that nobody has looked at yet, oldest first. */
export async function listRatedTurns(
  tx: Transaction,
  avatarId: string,
  minimumRating: number,
  limit: number,
): Promise<RatedTurn[]> {
  const { id, message, reply } = chatMessages;
  const looked = tx
    .select({ id: turns.chatMessageId })
    .from(turns)
    .where(and(mine(turns), eq(turns.chatMessageId, id)));
  return await tx
    .select({ chatMessageId: id, message, reply, rating: ratings.rating })
    .from(chatMessages)
    .innerJoin(ratings, and(mine(ratings), eq(ratings.chatMessageId, id)))
    .where(
      and(
        mine(chatMessages),
        eq(chatMessages.avatarId, avatarId),
        gte(ratings.rating, minimumRating),
        notExists(looked),
      ),
    )
    .orderBy(asc(id))
    .limit(limit);
}

/** Stores what chat turns became, each once: a turn that somebody else has stored meanwhile fails the transaction. */
export async function insertChatExamples(
  tx: Transaction,
  avatarId: string,
  judged: readonly JudgedTurn[],
): Promise<void> {
  for (const { chatMessageId, example, patternType, qualityScore, isNearDuplicate } of judged) {
    const exampleId = isNearDuplicate ? null : newId();
    if (exampleId !== null) {
      const values = { ...valuesOfExample(example), patternType, qualityScore, source: chatSource };
      await tx.insert(examples).values({ id: exampleId, avatarId, ...values });
    }
    const outcome = isNearDuplicate ? 'near_duplicate' : 'kept';
    await tx.insert(turns).values({ chatMessageId, avatarId, exampleId, outcome });
  }
}

/**
 * How many new examples an avatar's chat has given: those that no scheduled job was started with yet, removed ones left
 * out.
 */
export async function countNewChatExamples(tx: Transaction, avatarId: string): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::integer` })
    .from(turns)
    .innerJoin(examples, and(mine(examples), eq(examples.id, turns.exampleId), isNull(examples.removedAt)))
    .where(and(mine(turns), eq(turns.avatarId, avatarId), eq(turns.outcome, 'kept'), isNull(turns.jobId)));
  return row?.count ?? 0;
}

/**
 * How many well-rated answers wait: new examples, and answers that are not looked at yet, of which some may turn out to
 * be near-duplicates.
 */
export async function countWaitingTurns(
  tx: Transaction,
  avatarId: string,
  minimumRating: number,
): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::integer` })
    .from(chatMessages)
    .innerJoin(ratings, and(mine(ratings), eq(ratings.chatMessageId, chatMessages.id)))
    .leftJoin(turns, and(mine(turns), eq(turns.chatMessageId, chatMessages.id)))
    .where(
      and(
        mine(chatMessages),
        eq(chatMessages.avatarId, avatarId),
        gte(ratings.rating, minimumRating),
        or(isNull(turns.chatMessageId), and(eq(turns.outcome, 'kept'), isNull(turns.jobId))),
      ),
    );
  return row?.count ?? 0;
}

/** Notes that a scheduled job was started with all new examples of an avatar: they count for no other one. */
export async function giveTurnsToJob(tx: Transaction, avatarId: string, jobId: string): Promise<void> {
  await tx
    .update(turns)
    .set({ jobId })
    .where(and(mine(turns), eq(turns.avatarId, avatarId), eq(turns.outcome, 'kept'), isNull(turns.jobId)));
}
