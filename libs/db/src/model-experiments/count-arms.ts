import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { chatMessages } from '../schema/chat.ts';
import { promptVersionRatings } from '../schema/prompt-versions.ts';

/** What one arm of an experiment has answered, and how that was liked. */
export type ArmCounts = {
  experimentId: string;
  arm: 'a' | 'b';
  messages: number;
  /** Messages that another model answered in the arm's place. Their ratings say nothing about the arm. */
  fallbacks: number;
  /** How many ratings of 1, 2, 3, 4 and 5. */
  ratings: number[];
};

/** The counts of both arms of some experiments; an arm that has answered nothing is not among them. */
export async function countArms(tx: Transaction, experimentIds: readonly string[]): Promise<ArmCounts[]> {
  if (experimentIds.length === 0) return [];
  const { experimentId, arm, fallback } = chatMessages;
  const { rating } = promptVersionRatings;
  const rated = (value: number) =>
    sql<number>`(count(*) filter (where ${rating} = ${value} and ${fallback} is null))::integer`;
  const rows = await tx
    .select({
      experimentId,
      arm,
      messages: sql<number>`count(*)::integer`,
      fallbacks: sql<number>`(count(*) filter (where ${fallback} is not null))::integer`,
      one: rated(1),
      two: rated(2),
      three: rated(3),
      four: rated(4),
      five: rated(5),
    })
    .from(chatMessages)
    .leftJoin(
      promptVersionRatings,
      and(mine(promptVersionRatings), eq(promptVersionRatings.chatMessageId, chatMessages.id)),
    )
    .where(and(mine(chatMessages), inArray(experimentId, [...experimentIds])))
    .groupBy(experimentId, arm);
  return rows.flatMap(({ experimentId: id, arm: of, messages, fallbacks, ...ratings }) =>
    id === null || of === null
      ? []
      : [
          {
            experimentId: id,
            arm: of,
            messages,
            fallbacks,
            ratings: [ratings.one, ratings.two, ratings.three, ratings.four, ratings.five],
          },
        ],
  );
}
