import type { FineTuneStatistics } from '../contracts/statistics.ts';

/** Examples that are alike in all that the statistics count by, as a grouping query gives them. */
export type ExampleGroup = {
  patternType: string;
  source: string;
  kind: 'chat' | 'preference';
  usedInTraining: boolean;
  count: number;
  /** How many of them have a quality above 0.7. */
  goodCount: number;
  /** Sum of their qualities, each 0 to 1. */
  qualitySum: number;
  /** Sum of how often each was used. */
  timesUsed: number;
};

/** The seed's statistics, added up from groups. The mean quality has three decimals. */
export function composeStatistics(groups: readonly ExampleGroup[]): FineTuneStatistics {
  const sum = (valueOf: (group: ExampleGroup) => number) =>
    groups.reduce((total, group) => total + valueOf(group), 0);
  const total = sum(({ count }) => count);
  const used = sum(({ count, usedInTraining }) => (usedInTraining ? count : 0));
  const quality = total === 0 ? 0 : sum(({ qualitySum }) => qualitySum) / total;
  return {
    total,
    by_pattern_type: countsBy(groups, ({ patternType }) => patternType),
    average_quality: Math.min(1, Math.round(quality * 1000) / 1000),
    used_in_training: used,
    unused: total - used,
    good_examples: sum(({ goodCount }) => goodCount),
    preference_pairs: sum(({ count, kind }) => (kind === 'preference' ? count : 0)),
    by_source: countsBy(groups, ({ source }) => source),
    times_used: sum(({ timesUsed }) => timesUsed),
  };
}

/** Counts by a name, the highest first; names of the same count in the order of the alphabet. */
function countsBy(
  groups: readonly ExampleGroup[],
  nameOf: (group: ExampleGroup) => string,
): Record<string, number> {
  const counts = new Map<string, number>();
  for (const group of groups) counts.set(nameOf(group), (counts.get(nameOf(group)) ?? 0) + group.count);
  const found = [...counts].filter(([, count]) => count > 0);
  found.sort(([name, one], [other, two]) => two - one || (name < other ? -1 : 1));
  return Object.fromEntries(found);
}
