import type { RatingSummary } from './version-comparison.ts';

/**
 * Counts ratings.
 * @param ratings whole numbers from 1 to 5; others are ignored
 */
export function summarizeRatings(ratings: readonly number[]): RatingSummary {
  const distribution = { '1': 0, '2': 0, '3': 0, '4': 0, '5': 0 };
  let total = 0;
  let count = 0;
  for (const rating of ratings) {
    const key = String(rating);
    if (!isRatingKey(key)) continue;
    distribution[key] += 1;
    total += rating;
    count += 1;
  }
  return { average: count === 0 ? null : Math.round((total / count) * 100) / 100, count, distribution };
}

function isRatingKey(key: string): key is keyof RatingSummary['distribution'] {
  return /^[1-5]$/u.test(key);
}
