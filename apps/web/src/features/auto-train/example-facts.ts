import type { AutoTrainItem } from '@understudy/domain/auto-train/auto-train-item';
import type { ItemMembers, ItemVotes } from '@understudy/domain/auto-train/item-record';
import {
  qualityFactors,
  scoreQuality,
  type QualityFactor,
} from '@understudy/domain/auto-train/quality-score';

/** The factors of the quality rule in front of people, in its order. */
export const factorTitles: Record<QualityFactor, string> = {
  length: `${qualityFactors.length.minCharacters}–${qualityFactors.length.maxCharacters} characters`,
  sentences: `${qualityFactors.sentences.minSentences} sentences or more`,
  descriptive_words: `${qualityFactors.descriptive_words.minTerms} descriptive words or more`,
  dialogue: 'Dialogue',
};

/** What decided for the kept story, in front of people. */
export const methodTitles: Record<ItemVotes['method'], string> = {
  unopposed: 'the only story',
  votes: 'by votes',
  score: 'by quality score',
  weight: 'by weight',
  member_index: 'by its place in the ensemble',
};

/** A factor of the quality rule, and whether the story meets it. */
export type FactorFact = { factor: QualityFactor; title: string; impact: number; met: boolean };

/** The factors of a story, measured anew by the same rule that scored it, so that anybody can check the score. */
export function factorsOf(story: string): FactorFact[] {
  const { factors } = scoreQuality(story);
  return (Object.keys(factorTitles) as QualityFactor[]).map((factor) => ({
    factor,
    title: factorTitles[factor],
    impact: qualityFactors[factor].impact,
    met: factors.includes(factor),
  }));
}

/** How an ensemble came to its story: who wrote, who won, and what decided. */
export type ElectionFacts = {
  members: ItemMembers;
  votes: ItemVotes | null;
  /** Model whose story was kept; null where the record does not tell. */
  winner: string | null;
  /** Weight of the votes for it, and of all that were cast. */
  won: number;
  cast: number;
};

/** The record of an item's votes, counted. */
export function electionOf({ votes, members }: Pick<AutoTrainItem, 'votes' | 'members'>): ElectionFacts {
  const sum = (cast: ItemVotes['votes']) => cast.reduce((total, { weight }) => total + weight, 0);
  return {
    members,
    votes,
    winner: votes === null ? null : (members[votes.winner]?.model ?? null),
    won: votes === null ? 0 : sum(votes.votes.filter(({ voted_for }) => voted_for === votes.winner)),
    cast: votes === null ? 0 : sum(votes.votes),
  };
}

/** Who won and by what, in a few words: "gpt-5.4 won 2 of 3 votes". */
export function electionInWords({ winner, votes, won, cast }: ElectionFacts): string | null {
  if (winner === null || votes === null) return null;
  if (votes.method === 'unopposed') return winner;
  if (cast === 0) return `${winner} won ${methodTitles[votes.method]}`;
  const tie = votes.method === 'votes' ? '' : `, then ${methodTitles[votes.method]}`;
  return `${winner} won ${won} of ${cast} votes${tie}`;
}
