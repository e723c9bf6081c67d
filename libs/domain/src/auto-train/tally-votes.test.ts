import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tallyVotes, type EnsembleCandidate } from './tally-votes.ts';

const candidate = (member: number, weight = 1, qualityScore = 8): EnsembleCandidate => ({
  member,
  weight,
  qualityScore,
});
const cast = (...votes: [member: number, votedFor: number][]) =>
  votes.map(([member, votedFor]) => ({ member, votedFor }));

it('has no winner without a candidate', () => {
  expect(tallyVotes([], cast([0, 1]))).toBeNull();
});

it('lets a single candidate win unopposed', () => {
  expect(tallyVotes([candidate(2)], cast([0, 2]))).toEqual({ winner: 2, votes: [], method: 'unopposed' });
});

describe('with two candidates', () => {
  it('lets the score decide, as each can only vote for the other', () => {
    const candidates = [candidate(0, 5, 8.3), candidate(1, 1, 9.3)];
    expect(tallyVotes(candidates, cast([0, 1], [1, 0]))).toEqual({ winner: 1, votes: [], method: 'score' });
  });

  it('does not hand the win to the lighter member', () => {
    const candidates = [candidate(0, 5), candidate(1, 1)];
    expect(tallyVotes(candidates, cast([0, 1], [1, 0]))).toMatchObject({ winner: 0, method: 'weight' });
  });
});

describe('with three candidates and more', () => {
  it('adds up the weights of the votes', () => {
    const tally = tallyVotes([candidate(0, 3), candidate(1), candidate(2)], cast([0, 1], [1, 2], [2, 0]));
    expect(tally).toEqual({
      winner: 1,
      votes: [
        { member: 0, votedFor: 1, weight: 3 },
        { member: 1, votedFor: 2, weight: 1 },
        { member: 2, votedFor: 0, weight: 1 },
      ],
      method: 'votes',
    });
  });

  it('settles ties by score, then by weight, then by the lowest index', () => {
    const circle = cast([0, 1], [1, 2], [2, 0]);
    const of = (...candidates: EnsembleCandidate[]) => tallyVotes(candidates, circle);
    expect(of(candidate(0), candidate(1, 1, 9), candidate(2))).toMatchObject({ winner: 1, method: 'score' });
    expect(of(candidate(0), candidate(1), candidate(2))).toMatchObject({ winner: 0, method: 'member_index' });
    const noVotes = tallyVotes([candidate(0), candidate(1), candidate(2, 2)], []);
    expect(noVotes).toMatchObject({ winner: 2, method: 'weight' });
  });

  it('sees that 0.1 and 0.2 tie with 0.3', () => {
    const candidates = [candidate(0, 0.1), candidate(1, 0.2), candidate(2, 0.3, 7), candidate(3, 1, 9)];
    const tally = tallyVotes(candidates, cast([0, 3], [1, 3], [2, 0]));
    expect(tally).toMatchObject({ winner: 3, method: 'score' });
  });

  it('leaves out votes for oneself, for nobody, of strangers and second ones', () => {
    const candidates = [candidate(0), candidate(1), candidate(2)];
    const tally = tallyVotes(candidates, cast([0, 0], [1, 5], [6, 1], [2, 1], [2, 0]));
    expect(tally).toMatchObject({
      winner: 1,
      votes: [{ member: 2, votedFor: 1, weight: 1 }],
      method: 'votes',
    });
  });
});

it('chooses the same candidate in whatever order candidates and votes come', () => {
  const members = fc.uniqueArray(fc.tuple(fc.nat(6), fc.constantFrom(0.5, 1, 2), fc.constantFrom(7, 8, 9)), {
    minLength: 1,
    selector: ([member]) => member,
  });
  fc.assert(
    fc.property(members, fc.array(fc.tuple(fc.nat(6), fc.nat(6))), (rows, votes) => {
      const candidates = rows.map(([member, weight, score]) => candidate(member, weight, score));
      const single = cast(...new Map(votes).entries());
      const tally = tallyVotes(candidates, single);
      const reversed = tallyVotes(candidates.toReversed(), single.toReversed());
      expect(candidates.map(({ member }) => member)).toContain(tally?.winner);
      expect(reversed).toMatchObject({ winner: tally?.winner, method: tally?.method });
      for (const vote of tally?.votes ?? []) expect(vote.member).not.toBe(vote.votedFor);
    }),
  );
});
