import type { FineTuneSelection } from '../contracts/selection.ts';
import { allotByPattern } from './allot-by-pattern.ts';
import type { Candidate } from './candidate.ts';
import { filterByQuality } from './filter-by-quality.ts';
import type { LeftOutReason } from './left-out-reason.ts';
import { inSeededOrder } from './seeded-order.ts';

/** What was chosen, and why the others were not. */
export type Choice = { chosen: Candidate[]; leftOut: Map<string, LeftOutReason> };

export type ChoiceRules = Pick<FineTuneSelection, 'quality' | 'min_quality' | 'balance' | 'max_examples'>;

/**
 * Chooses what a job learns from: by quality, then balanced by pattern type, then no more than the maximum. Within a type
 * the best are taken; among equally good ones the seed decides.
 */
export function chooseExamples(candidates: readonly Candidate[], rules: ChoiceRules, seed: number): Choice {
  const leftOut = new Map(candidates.map(({ id }): [string, LeftOutReason] => [id, 'low_quality']));
  const qualities = candidates.map(({ quality }) => quality);
  const passing = inSeededOrder(
    filterByQuality(qualities, rules).flatMap((index) => candidates[index] ?? []),
    seed,
  );
  // Sorting is stable: equally good ones stay in seeded order.
  passing.sort((one, other) => other.quality - one.quality);
  const { max_examples: most, balance } = rules;

  const available = new Map<string, number>();
  for (const { patternType } of passing) available.set(patternType, (available.get(patternType) ?? 0) + 1);
  const balanced = allotByPattern(available, { balance, most: null });
  const allotted = balance ? allotByPattern(available, { balance, most }) : null;
  const taken = new Map<string, number>();
  const chosen: Candidate[] = [];
  for (const candidate of passing) {
    const { id, patternType } = candidate;
    const place = taken.get(patternType) ?? 0;
    taken.set(patternType, place + 1);
    const isTaken =
      allotted === null ? chosen.length < (most ?? Infinity) : place < (allotted.get(patternType) ?? 0);
    if (isTaken) {
      chosen.push(candidate);
      leftOut.delete(id);
    } else leftOut.set(id, place < (balanced.get(patternType) ?? 0) ? 'over_maximum' : 'unbalanced');
  }
  return { chosen, leftOut };
}
