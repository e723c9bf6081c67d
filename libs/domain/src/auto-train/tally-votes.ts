/** A member whose candidate is up for the vote. Members that failed to write one are not passed in. */
export type EnsembleCandidate = {
  /** Index in the batch's ensemble. */
  member: number;
  /** Above 0. */
  weight: number;
  /** Of its candidate, by `scoreQuality`. */
  qualityScore: number;
};

/** A vote that was cast. A member whose vote failed casts none. */
export type CastVote = { member: number; votedFor: number };

/** What decided: nobody else, the weighted votes, or the first of the tie-breakers that told the leaders apart. */
export type TallyMethod = 'unopposed' | 'votes' | 'score' | 'weight' | 'member_index';

/** Who won, by what, and the votes that counted. */
export type Tally = {
  winner: number;
  votes: readonly { member: number; votedFor: number; weight: number }[];
  method: TallyMethod;
};

/**
 * Decides which candidate an item keeps: weighted votes; ties by quality score, then by the member's weight, then by
 * the lowest member index.
 *
 * A vote counts when voter and candidate both take part and differ, once for each voter. Of two candidates each member
 * can only vote for the other's, which would hand the win to the lighter member; such votes say nothing, so they are
 * not counted and the tie-breakers decide.
 *
 * @returns null without a candidate
 */
export function tallyVotes(
  candidates: readonly EnsembleCandidate[],
  cast: readonly CastVote[],
): Tally | null {
  const [first, ...rest] = candidates;
  if (first === undefined) return null;
  if (rest.length === 0) return { winner: first.member, votes: [], method: 'unopposed' };

  const votes = candidates.length === 2 ? [] : countedVotes(candidates, cast);
  const criteria: readonly [TallyMethod, (candidate: EnsembleCandidate) => number][] = [
    ['votes', ({ member }) => votesFor(member, votes)],
    ['score', ({ qualityScore }) => qualityScore],
    ['weight', ({ weight }) => weight],
    ['member_index', ({ member }) => -member],
  ];
  let leaders = candidates;
  for (const [method, valueOf] of criteria) {
    const best = Math.max(...leaders.map(valueOf));
    leaders = leaders.filter((candidate) => valueOf(candidate) === best);
    const [leader, tied] = leaders;
    if (leader !== undefined && tied === undefined) return { winner: leader.member, votes, method };
  }
  return { winner: first.member, votes, method: 'member_index' };
}

function countedVotes(candidates: readonly EnsembleCandidate[], cast: readonly CastVote[]): Tally['votes'] {
  const standing = new Set(candidates.map(({ member }) => member));
  return candidates.flatMap(({ member, weight }) => {
    const vote = cast.find((other) => other.member === member);
    if (vote === undefined || vote.votedFor === member || !standing.has(vote.votedFor)) return [];
    return [{ member, votedFor: vote.votedFor, weight }];
  });
}

function votesFor(member: number, votes: Tally['votes']): number {
  const sum = votes
    .filter(({ votedFor }) => votedFor === member)
    .reduce((total, { weight }) => total + weight, 0);
  // Weights such as 0.1 and 0.2 add up to what they look like, so that a tie is a tie.
  return Math.round(sum * 1e6) / 1e6;
}
