import { describe, expect, it } from 'vitest';
import type { ScoredExchange } from './scored-exchange.ts';
import { selectExchanges } from './select-exchanges.ts';

const exchange = (
  userMessage: string,
  avatarReply: string,
  qualityScore = 0.8,
  patternType = 'question',
): ScoredExchange => ({
  userMessage,
  avatarReply,
  patternType,
  qualityScore,
});

describe('selectExchanges', () => {
  it('starts with the best', () => {
    const pairs = [exchange('coffee?', 'sure', 0.5), exchange('how was it', 'a dream', 0.9)];
    expect(selectExchanges(pairs).map(({ avatarReply }) => avatarReply)).toEqual(['a dream', 'sure']);
  });

  it('never chooses a near-duplicate or an exchange with an empty side', () => {
    const pairs = [
      exchange('coming tonight?', 'yes I am coming'),
      exchange('coming tonight', 'Yes, I am coming!'),
      exchange('well?', ' '),
      exchange('', 'hello'),
    ];
    expect(selectExchanges(pairs)).toEqual([pairs[0]]);
  });

  it('prefers another pattern at equal quality', () => {
    const pairs = [
      exchange('a b c', 'd e f', 0.8, 'question'),
      exchange('g h i', 'j k l', 0.8, 'question'),
      exchange('m n o', 'p q r', 0.8, 'greeting'),
    ];
    expect(selectExchanges(pairs, 2).map(({ patternType }) => patternType)).toEqual(['question', 'greeting']);
  });

  it('prefers a different exchange over a slightly better one that resembles the first', () => {
    const pairs = [
      exchange('shall we go to the lake', 'yes let us go to the lake now', 0.9),
      exchange('shall we go to the park', 'yes let us go to the park now', 0.85),
      exchange('did Tom call', 'not a word from him', 0.7),
    ];
    expect(selectExchanges(pairs, 2)[1]?.userMessage).toBe('did Tom call');
  });

  it('chooses the same of the same, twelve by default, also out of thousands', () => {
    const pairs = Array.from({ length: 3_000 }, (_, index) =>
      exchange(
        `question ${index * 7} about ${index % 13}`,
        `answer ${index} on ${index * 3}`,
        (index % 10) / 10,
      ),
    );
    const chosen = selectExchanges(pairs);
    expect(chosen).toHaveLength(12);
    expect(selectExchanges([...pairs])).toEqual(chosen);
  });
});
