import type { ScoredExchange } from './scored-exchange.ts';

const DEFAULT_LIMIT = 12;
/** Comparing is quadratic in this: only the best pairs of a large conversation are looked at. */
const MAX_CANDIDATES = 400;
/** What similarity to an exchange already chosen costs, against a quality of 0 to 1. */
const SIMILARITY_WEIGHT = 0.6;
/** What each further exchange of a pattern already chosen costs. */
const REPEATED_PATTERN_COST = 0.08;
/** From this on two replies are the same reply (Jaccard similarity of their words). */
const SAME_REPLY = 0.8;

interface Candidate {
  readonly pair: ScoredExchange;
  readonly words: ReadonlySet<string>;
}

/**
 * Chooses exchanges that are good and differ from one another, best first: maximal marginal relevance (Carbonell &
 * Goldstein 1998) over quality, word overlap and pattern type. Near-duplicates and pairs with an empty side are never
 * chosen. The same pairs in the same order always give the same choice.
 * @param limit at most this many, 12 by default
 */
export function selectExchanges(pairs: readonly ScoredExchange[], limit = DEFAULT_LIMIT): ScoredExchange[] {
  let candidates: Candidate[] = pairs
    .filter(({ userMessage, avatarReply }) => userMessage.trim() !== '' && avatarReply.trim() !== '')
    .toSorted((a, b) => b.qualityScore - a.qualityScore)
    .slice(0, MAX_CANDIDATES)
    .map((pair) => ({ pair, words: wordSet(`${pair.avatarReply} ${pair.userMessage}`) }));

  const chosen: Candidate[] = [];
  while (chosen.length < limit) {
    const best = bestOf(candidates, chosen);
    if (best === null) break;
    chosen.push(best);
    candidates = candidates.filter(
      (other) => other !== best && similarity(other.words, best.words) < SAME_REPLY,
    );
  }
  return chosen.map(({ pair }) => pair);
}

function bestOf(candidates: readonly Candidate[], chosen: readonly Candidate[]): Candidate | null {
  let best: Candidate | null = null;
  let bestScore = -Infinity;
  for (const candidate of candidates) {
    const score = marginalScore(candidate, chosen);
    if (score > bestScore) [best, bestScore] = [candidate, score];
  }
  return best;
}

function marginalScore({ pair, words }: Candidate, chosen: readonly Candidate[]): number {
  const closest = chosen.reduce((most, other) => Math.max(most, similarity(words, other.words)), 0);
  const samePattern = chosen.filter((other) => other.pair.patternType === pair.patternType).length;
  return pair.qualityScore - SIMILARITY_WEIGHT * closest - REPEATED_PATTERN_COST * samePattern;
}

/** Jaccard similarity: shared words ÷ all words of both. Two texts without words count as the same. */
function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  const all = a.size + b.size - shared;
  return all === 0 ? 1 : shared / all;
}

function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{M}\p{N}']+|\p{Extended_Pictographic}/gu) ?? []);
}
