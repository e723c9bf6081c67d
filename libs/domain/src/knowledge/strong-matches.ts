/** What one way of searching found, with its own score. */
export type Scored = { id: string; score: number };

/** Share of the best score from which a match is strong. */
const strongShare = 0.5;

/**
 * The matches whose score is at least half of the best. Ranks say nothing of how far apart matches are: without
 * this, a passage that shares only "is" and "sold" with a question would rank right behind the one that answers it.
 *
 * @param matches best first
 */
export function strongMatches<Match extends Scored>(matches: readonly Match[]): Match[] {
  const [best] = matches;
  return best === undefined ? [] : matches.filter(({ score }) => score >= best.score * strongShare);
}
