import { compareArms, plannedRatingsPerArm } from '../fine-tune/ab-test/compare-arms.ts';
import { fisherExact, type ThumbCounts } from '../fine-tune/ab-test/fisher-exact.ts';
import type { RatingCounts } from '../fine-tune/ab-test/mann-whitney.ts';
import type { Experiment } from './experiment.ts';

/** Ratings from here on count as liked. */
export const likedRating = 4;

/**
 * The result of an experiment: the ratings' own comparison, the share that is liked, and both in plain words.
 *
 * @param a ratings of 1, 2, 3, 4 and 5, counted
 * @param b likewise
 */
export function experimentResult(
  a: RatingCounts,
  b: RatingCounts,
): Pick<Experiment, 'comparison' | 'liked' | 'verdict'> {
  const comparison = compareArms(a, b);
  const [thumbsA, thumbsB] = [thumbsOf(a), thumbsOf(b)];
  const [likedA, likedB] = [shareOf(thumbsA), shareOf(thumbsB)];
  const pValue = likedA === null || likedB === null ? null : fisherExact(thumbsA, thumbsB);
  return {
    comparison,
    liked: { a: likedA, b: likedB, p_value: pValue },
    verdict: comparison.state === 'collecting' ? tooFew(comparison) : comparison.verdict,
  };
}

function tooFew({ a, b }: Experiment['comparison']): string {
  const missing = (count: number) => Math.max(0, plannedRatingsPerArm - count);
  const needs = [
    ...(missing(a.ratings) > 0 ? [`A needs ${String(missing(a.ratings))} more`] : []),
    ...(missing(b.ratings) > 0 ? [`B needs ${String(missing(b.ratings))} more`] : []),
  ];
  return `Too few ratings yet: ${needs.join(', ')}.`;
}

function thumbsOf(counts: RatingCounts): ThumbCounts {
  const sum = (part: readonly number[]) => part.reduce((total, count) => total + count, 0);
  return { down: sum(counts.slice(0, likedRating - 1)), up: sum(counts.slice(likedRating - 1)) };
}

function shareOf({ up, down }: ThumbCounts): number | null {
  return up + down === 0 ? null : Math.round((up / (up + down)) * 1_000) / 1_000;
}
