import { z } from 'zod';
import { exampleRules } from '../examples/example-rules.ts';

/** How far a data set is from one that can be trained on. */
export const readinessLevels = ['empty', 'below_minimum', 'below_recommended', 'recommended'] as const;

export const readinessSchema = z
  .object({
    percent: z.number().min(0).max(100),
    level: z.enum(readinessLevels),
    examples: z.int().min(0),
    minimum: z.int(),
    recommended: z.int(),
    missing_to_minimum: z.int().min(0),
    missing_to_recommended: z.int().min(0),
  })
  .meta({ id: 'TrainingReadiness' });
export type Readiness = z.infer<typeof readinessSchema>;

/** Points of the seed's curve, "Training readiness shows 0%": examples and percent. */
const curve = [
  [0, 0],
  [exampleRules.minimumExamples, 20],
  [exampleRules.recommendedExamples, 100],
] as const;

/**
 * Readiness in percent, 0 to 100, with one decimal: 0 examples 0 %, 100 examples 20 %, 500 and more 100 %, linear between.
 * 100 % is never shown below the recommended number.
 */
export function readinessPercent(examples: number): number {
  const [, [minimum, atMinimum], [recommended, full]] = curve;
  if (examples >= recommended) return full;
  const percent =
    examples <= minimum
      ? (examples / minimum) * atMinimum
      : atMinimum + ((examples - minimum) / (recommended - minimum)) * (full - atMinimum);
  return Math.floor(Math.max(0, percent) * 10) / 10;
}

/** Readiness and what is missing. @param examples how many there are */
export function readinessOf(examples: number): Readiness {
  const { minimumExamples: minimum, recommendedExamples: recommended } = exampleRules;
  return {
    percent: readinessPercent(examples),
    level: levelOf(examples),
    examples,
    minimum,
    recommended,
    missing_to_minimum: Math.max(0, minimum - examples),
    missing_to_recommended: Math.max(0, recommended - examples),
  };
}

function levelOf(examples: number): Readiness['level'] {
  if (examples === 0) return 'empty';
  if (examples < exampleRules.minimumExamples) return 'below_minimum';
  return examples < exampleRules.recommendedExamples ? 'below_recommended' : 'recommended';
}
