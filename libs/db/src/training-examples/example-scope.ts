import { and, eq, isNull, type SQL } from 'drizzle-orm';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples } from '../schema/training-examples.ts';

/** Whose examples are meant: one avatar's; null: all of the user's. */
export type ExampleScope = { avatarId: string | null };

/** Condition for the examples of a scope that are not removed. */
export function inScope({ avatarId }: ExampleScope): SQL | undefined {
  return and(
    mine(avatarTrainingExamples),
    isNull(avatarTrainingExamples.removedAt),
    avatarId === null ? undefined : eq(avatarTrainingExamples.avatarId, avatarId),
  );
}
