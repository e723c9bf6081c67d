import { and, count, eq, exists, isNotNull, isNull, not, sql } from 'drizzle-orm';
import { autoTrainSource } from '../auto-train/insert-examples.ts';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarProfiles } from '../schema/avatars.ts';
import { avatarTrainingExamples } from '../schema/training-examples.ts';

/** What the user has to fine-tune with, over all batches. */
export type UserTrainingStats = {
  /** Examples of auto-train that no fine-tune has used yet. */
  unusedExamples: number;
  /** Whether any avatar of the user has a fine-tuned model active. */
  customModelExists: boolean;
};

/** Counts what the user has to fine-tune with. */
export async function trainingStats(tx: Transaction): Promise<UserTrainingStats> {
  const unused = and(
    mine(avatarTrainingExamples),
    isNull(avatarTrainingExamples.removedAt),
    eq(avatarTrainingExamples.source, autoTrainSource),
    not(avatarTrainingExamples.usedInTraining),
  );
  const tuned = tx
    .select({ id: avatarProfiles.id })
    .from(avatarProfiles)
    .where(and(mine(avatarProfiles), isNotNull(avatarProfiles.activeFineTunedModel)));
  const [stats] = await tx
    .select({ unusedExamples: count(), customModelExists: sql<boolean>`${exists(tuned)}` })
    .from(avatarTrainingExamples)
    .where(unused);
  return stats ?? { unusedExamples: 0, customModelExists: false };
}

/** Counts the examples of auto-train that a fine-tune has used. */
export async function countUsedExamples(tx: Transaction): Promise<number> {
  const { source, usedInTraining, removedAt } = avatarTrainingExamples;
  return await tx.$count(
    avatarTrainingExamples,
    and(mine(avatarTrainingExamples), isNull(removedAt), eq(source, autoTrainSource), usedInTraining),
  );
}
