import { eligibilityRules } from '../eligibility/eligibility-rules.ts';

/** The largest share that one pattern type has after balancing. */
export const largestPatternShare = 0.5;

/** What balancing keeps of all examples at least: beyond that, more of them teach more than balance does. */
const LEAST_KEPT = 0.5;

/**
 * How many examples of each pattern type are used: balanced, none is more than half of all, as far as that goes without
 * giving up more than half of the examples, or any below the recommended 50. A maximum is shared out evenly; what a rare type does
 * not use, frequent ones get.
 *
 * @param available examples by type
 * @param most of all types together; null for no maximum
 */
export function allotByPattern(
  available: ReadonlyMap<string, number>,
  { balance, most }: { balance: boolean; most: number | null },
): Map<string, number> {
  const counts = [...available.values()];
  const total = sum(counts);
  const wanted = Math.min(total, most ?? total);
  const least = Math.max(eligibilityRules.recommendedExamples, Math.ceil(LEAST_KEPT * total));
  const level = balance ? balancedLevel(counts, Math.min(total, least)) : total;
  return shareOut(available, level, wanted);
}

/** The highest number that each type may have so that none has too large a share, and at least `least` are left. */
function balancedLevel(counts: readonly number[], least: number): number {
  const share = Math.max(largestPatternShare, 1 / counts.length);
  const isBalanced = (level: number) => level <= share * totalAt(counts, level) + 1e-9;
  const isEnough = (level: number) => totalAt(counts, level) >= least;
  // Both change once as the level rises: the share of the largest grows, and so does the total.
  let [low, high] = [0, Math.max(0, ...counts)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isBalanced(middle)) low = middle;
    else high = middle - 1;
  }
  while (!isEnough(low)) low += 1;
  return low;
}

/** Types of at most `level` each, evenly lowered until all are at most `wanted`. */
function shareOut(
  available: ReadonlyMap<string, number>,
  level: number,
  wanted: number,
): Map<string, number> {
  const allotted = new Map<string, number>();
  const rising = [...available].sort(([name, one], [other, two]) => one - two || (name < other ? -1 : 1));
  let left = wanted;
  rising.forEach(([name, count], index) => {
    const evenShare = Math.floor(left / (rising.length - index));
    const taken = Math.min(count, level, evenShare);
    allotted.set(name, taken);
    left -= taken;
  });
  return allotted;
}

const totalAt = (counts: readonly number[], level: number): number =>
  sum(counts.map((count) => Math.min(count, level)));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
