import { and, count, eq, isNotNull } from 'drizzle-orm';
import { autoTrainSource } from '../auto-train/insert-examples.ts';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarProfiles } from '../schema/avatars.ts';
import { avatarTrainingExamples } from '../schema/training-examples.ts';

/** What the user has to fine-tune with, over all batches. */
export type UserTrainingStats = {
  /** Examples of auto-train that no fine-tune has used yet. */
  unusedExamples: number;
  /** Examples of auto-train that a fine-tune has used. */
  usedExamples: number;
  /** Whether any avatar of the user has a fine-tuned model active. */
  customModelExists: boolean;
};

/** Counts what the user has to fine-tune with. */
export async function trainingStats(tx: Transaction): Promise<UserTrainingStats> {
  const { source, usedInTraining } = avatarTrainingExamples;
  const counted = await tx
    .select({ usedInTraining, examples: count() })
    .from(avatarTrainingExamples)
    .where(and(mine(avatarTrainingExamples), eq(source, autoTrainSource)))
    .groupBy(usedInTraining);
  const examplesThatAre = (used: boolean) =>
    counted.find((row) => row.usedInTraining === used)?.examples ?? 0;
  const tuned = await tx
    .select({ id: avatarProfiles.id })
    .from(avatarProfiles)
    .where(and(mine(avatarProfiles), isNotNull(avatarProfiles.activeFineTunedModel)))
    .limit(1);
  return {
    unusedExamples: examplesThatAre(false),
    usedExamples: examplesThatAre(true),
    customModelExists: tuned.length > 0,
  };
}
