import { z } from 'zod';

/** Unused examples at which a fine-tune is offered. Seed 002, "Auto-triggers fine-tuning at 50 examples". */
export const examplesPerTraining = 50;

/** The seed's `training_stats`. */
export const trainingStatsSchema = z
  .object({
    training_examples: z.int().min(0).describe('Examples of the user that no fine-tune has used yet'),
    examples_until_next_training: z.int().min(0).max(examplesPerTraining),
    custom_model_exists: z.boolean(),
  })
  .meta({ id: 'TrainingStats' });
export type TrainingStats = z.infer<typeof trainingStatsSchema>;

/**
 * The statistics of a user.
 * @param unusedExamples examples that no fine-tune has used yet
 */
export function trainingStats(unusedExamples: number, customModelExists: boolean): TrainingStats {
  return {
    training_examples: unusedExamples,
    examples_until_next_training: Math.max(0, examplesPerTraining - unusedExamples),
    custom_model_exists: customModelExists,
  };
}

/** Whether a user has examples enough for a fine-tune. */
export function isReadyForFineTuning(unusedExamples: number): boolean {
  return unusedExamples >= examplesPerTraining;
}

const MAX_SUFFIX_CHARACTERS = 64;

/**
 * The suffix of a user's custom model, `zega-{user_id}` as the seed names it, in what providers take: letters, digits
 * and dashes, 64 at most. A label for people: two user IDs may come out the same, so it identifies nobody.
 */
export function customModelSuffix(userId: string): string {
  const label = userId
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-');
  return `zega-${label}`.replace(/-+/g, '-').slice(0, MAX_SUFFIX_CHARACTERS).replace(/-$/, '');
}
