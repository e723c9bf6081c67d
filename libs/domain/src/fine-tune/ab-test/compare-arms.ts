import { z } from 'zod';
import { mannWhitney, type RatingCounts } from './mann-whitney.ts';

/** A p below this counts as significant. */
export const significanceLevel = 0.05;

/**
 * Ratings of each arm that a comparison is planned for. Noether 1987, "Sample size determination for some common
 * nonparametric tests": N = (z₁₋α/₂ + z₁₋β)² ÷ (12 · ¼ · (p − ½)²) of both arms together, for a difference that gives B the
 * higher rating with p = 0.65, found with a power of 0.8 at a level of 0.05.
 */
export const plannedRatingsPerArm = Math.ceil((1.96 + 0.8416) ** 2 / (12 * 0.25 * 0.15 ** 2) / 2);

const armSchema = z.object({
  ratings: z.int().min(0),
  average: z.number().min(1).max(5).nullable().describe('Null without ratings'),
  distribution: z.array(z.int().min(0)).length(5).describe('How many ratings of 1, 2, 3, 4 and 5'),
});

/** What the ratings of two models say. */
export const armComparisonSchema = z
  .object({
    a: armSchema,
    b: armSchema,
    p_value: z.number().min(0).max(1).nullable().describe('Null where an arm has no rating'),
    superiority: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .describe('Probability that a rating of B is above one of A; 0.5 is no difference'),
    test: z.literal('mann_whitney'),
    state: z.enum(['collecting', 'decided', 'no_difference']),
    better: z.enum(['a', 'b']).nullable(),
    planned_ratings_per_arm: z.int(),
    verdict: z.string(),
  })
  .meta({ id: 'ArmComparison' });
export type ArmComparison = z.infer<typeof armComparisonSchema>;

/**
 * Compares the ratings of two arms. There is a verdict only once both have the planned number: looking again and again
 * until p happens to be small would find a difference between equals far oftener than one time in twenty.
 *
 * @param a ratings of 1, 2, 3, 4 and 5, counted
 * @param b likewise
 */
export function compareArms(a: RatingCounts, b: RatingCounts, planned = plannedRatingsPerArm): ArmComparison {
  const test = mannWhitney(a, b);
  const [armA, armB] = [summarize(a), summarize(b)];
  const isComplete = Math.min(armA.ratings, armB.ratings) >= planned;
  const isSignificant = test !== null && test.pValue < significanceLevel;
  const state = !isComplete ? 'collecting' : isSignificant ? 'decided' : 'no_difference';
  const better = state === 'decided' && test !== null ? (test.superiority > 0.5 ? 'b' : 'a') : null;
  return {
    a: armA,
    b: armB,
    p_value: test?.pValue ?? null,
    superiority: test?.superiority ?? null,
    test: 'mann_whitney',
    state,
    better,
    planned_ratings_per_arm: planned,
    verdict: verdictOf(state, better, test?.pValue ?? 1, planned, [armA.ratings, armB.ratings]),
  };
}

function verdictOf(
  state: ArmComparison['state'],
  better: ArmComparison['better'],
  p: number,
  planned: number,
  [ofA, ofB]: readonly [number, number],
): string {
  if (state === 'collecting')
    return `${String(ofA)} and ${String(ofB)} of ${String(planned)} ratings each are there; the comparison is not finished.`;
  const chance = p < 0.001 ? 'less than 1 in 1,000' : `${(100 * p).toFixed(1)} %`;
  if (better === null)
    return `No difference can be shown: chance alone would do as much in ${chance} of cases.`;
  return `${better.toUpperCase()} is rated higher: chance alone would do as much in ${chance} of cases.`;
}

function summarize(counts: RatingCounts): ArmComparison['a'] {
  const distribution = Array.from({ length: 5 }, (_, index) => counts[index] ?? 0);
  const ratings = distribution.reduce((total, count) => total + count, 0);
  const total = distribution.reduce((sum, count, index) => sum + count * (index + 1), 0);
  return { ratings, average: ratings === 0 ? null : Math.round((total / ratings) * 100) / 100, distribution };
}
