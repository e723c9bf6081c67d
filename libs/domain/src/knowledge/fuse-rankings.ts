/** What one way of searching found, best first. */
export type Ranking<Source extends string> = { source: Source; ids: readonly string[] };

/** Something that was found, with how well and by whom. */
export type FusedResult<Source extends string> = {
  id: string;
  /** 0–1; 1 is the first of every ranking. */
  score: number;
  /** The rankings it is in, in the order in which they were given. */
  foundBy: Source[];
};

/** Dampens the lead of the first places: the value of the paper, with which it won over learned methods. */
const rankConstant = 60;

/**
 * Fuses rankings whose scores cannot be compared: reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009). The score
 * of a result is Σ 1 ÷ (60 + rank) over the rankings that it is in, divided by the most that is possible.
 *
 * @returns best first; equals in the order of the rankings
 */
export function fuseRankings<Source extends string>(
  rankings: readonly Ranking<Source>[],
): FusedResult<Source>[] {
  const most = rankings.length / (rankConstant + 1);
  const found = new Map<string, FusedResult<Source>>();
  for (const { source, ids } of rankings) {
    ids.forEach((id, index) => {
      const result = found.get(id) ?? { id, score: 0, foundBy: [] };
      result.score += 1 / (rankConstant + index + 1) / most;
      result.foundBy.push(source);
      found.set(id, result);
    });
  }
  return [...found.values()].toSorted((one, other) => other.score - one.score);
}
