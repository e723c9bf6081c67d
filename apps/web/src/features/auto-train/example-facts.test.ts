import type { ItemVotes } from '@understudy/domain/auto-train/item-record';
import { describe, expect, it } from 'vitest';
import { electionInWords, electionOf, factorsOf } from './example-facts.ts';

const members = ['ada', 'bob', 'cyd'].map((model) => ({ model, quality: 8.5, failure: null }));

function words(method: ItemVotes['method'], votes: [member: number, votedFor: number][]): string | null {
  const cast = votes.map(([member, voted_for]) => ({ member, voted_for, weight: 1, reason: '' }));
  return electionInWords(electionOf({ members, votes: { winner: 1, method, votes: cast } }));
}

describe('who won', () => {
  it('is said with the votes', () => {
    expect(
      words('votes', [
        [0, 1],
        [1, 2],
        [2, 1],
      ]),
    ).toBe('bob won 2 of 3 votes');
  });

  it('is said with what broke a tie', () => {
    const tied: [number, number][] = [
      [0, 1],
      [1, 2],
      [2, 0],
    ];
    expect(words('score', tied)).toBe('bob won 1 of 3 votes, then by quality score');
  });

  it('is only a name where nobody stood against it, and what decided where nobody voted', () => {
    expect(words('unopposed', [])).toBe('bob');
    expect(words('score', [])).toBe('bob won by quality score');
  });

  it('is nobody where no story was written', () => {
    expect(electionInWords(electionOf({ members, votes: null }))).toBeNull();
  });
});

it('tells which factors a story meets, in the order of the rule', () => {
  const met = (story: string) => factorsOf(story).map(({ factor, met: isMet }) => [factor, isMet]);
  expect(met('"Run," he said. She ran. They hid.')).toEqual([
    ['length', false],
    ['sentences', true],
    ['descriptive_words', false],
    ['dialogue', true],
  ]);
});
