import { twoSidedTail } from './normal-distribution.ts';

/** How many ratings of each value there are, in ascending order of the values. Both arms have the same values. */
export type RatingCounts = readonly number[];

export type MannWhitneyResult = {
  /** How likely a difference at least as large is if both arms are alike, 0 to 1. Two-sided. */
  pValue: number;
  /** The probability that a rating of B is above one of A, ties counted by half: 0.5 is no difference. */
  superiority: number;
  /** Whether all divisions were counted, or the normal distribution was used. */
  method: 'exact' | 'approximate';
};

/** Ratings of both arms up to which all divisions are counted: quick, and where the approximation is poor. */
const MOST_EXACT = 60;

/**
 * The Mann–Whitney U test (Mann and Whitney 1947, "On a test of whether one of two random variables is stochastically
 * larger than the other"): whether the ratings of one arm tend to be higher. It takes ratings from 1 to 5 for what they
 * are, an order, where a test of means would take 5 for five times 1. Ties get the mean of their ranks.
 *
 * Up to 60 ratings, p is exact given the ties: all ways to divide the ratings among the arms are counted. Beyond, it is
 * the normal approximation with the variance corrected for ties and a continuity correction of 0.5 (Lehmann 1975,
 * "Nonparametrics", section 1.4).
 *
 * @returns null where an arm has no rating
 */
export function mannWhitney(a: RatingCounts, b: RatingCounts): MannWhitneyResult | null {
  const [countA, countB] = [sum(a), sum(b)];
  if (countA === 0 || countB === 0) return null;
  const ties = Array.from(
    { length: Math.max(a.length, b.length) },
    (_, value) => (a[value] ?? 0) + (b[value] ?? 0),
  );
  const ranks = midranks(ties);
  const rankSum = sum(ranks.map((rank, value) => rank * (b[value] ?? 0)));
  const u = rankSum - (countB * (countB + 1)) / 2;
  const superiority = u / (countA * countB);
  const expected = (countB * (countA + countB + 1)) / 2;
  const distance = Math.abs(rankSum - expected);
  if (countA + countB <= MOST_EXACT)
    return { pValue: exactTail(ties, ranks, countB, expected, distance), superiority, method: 'exact' };
  const spread = Math.sqrt(tiedVariance(ties, countA, countB));
  const z = spread === 0 ? 0 : Math.max(0, distance - 0.5) / spread;
  return { pValue: twoSidedTail(z), superiority, method: 'approximate' };
}

/** The rank of each value: the mean of the places that its ratings take, from 1. */
function midranks(ties: readonly number[]): number[] {
  let before = 0;
  return ties.map((count) => {
    const rank = before + (count + 1) / 2;
    before += count;
    return rank;
  });
}

function tiedVariance(ties: readonly number[], countA: number, countB: number): number {
  const total = countA + countB;
  const tied = sum(ties.map((count) => count ** 3 - count));
  return ((countA * countB) / 12) * (total + 1 - tied / (total * (total - 1)));
}

/**
 * The share of all ways to give `size` of the ratings to B whose sum of ranks is at least `distance` from what is expected.
 * Ways are counted value by value, so that ratings of the same value are not told apart.
 */
function exactTail(
  ties: readonly number[],
  ranks: readonly number[],
  size: number,
  expected: number,
  distance: number,
): number {
  // Sums of ranks are whole when doubled, as ranks are multiples of a half. `ways` by ratings given out and doubled sum.
  let ways = new Map<number, Map<number, number>>([[0, new Map([[0, 1]])]]);
  ties.forEach((count, value) => {
    const next = new Map<number, Map<number, number>>();
    for (const [given, bySum] of ways) {
      for (let more = 0; more <= Math.min(count, size - given); more += 1) {
        const choices = binomial(count, more);
        const sums = next.get(given + more) ?? new Map<number, number>();
        next.set(given + more, sums);
        const doubled = Math.round(2 * more * (ranks[value] ?? 0));
        for (const [already, number] of bySum)
          sums.set(already + doubled, (sums.get(already + doubled) ?? 0) + number * choices);
      }
    }
    ways = next;
  });
  let [total, extreme] = [0, 0];
  for (const [doubled, number] of ways.get(size) ?? []) {
    total += number;
    if (Math.abs(doubled / 2 - expected) >= distance - 1e-9) extreme += number;
  }
  return Math.min(1, extreme / total);
}

function binomial(from: number, taken: number): number {
  let ways = 1;
  for (let index = 0; index < taken; index += 1) ways = (ways * (from - index)) / (index + 1);
  return Math.round(ways);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
