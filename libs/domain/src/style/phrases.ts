import type { CountedText } from './counted-text.ts';
import { functionWordsOfOrAll } from './function-words.ts';
import { findFrequentSequences, type WordSequence } from './frequent-sequences.ts';
import type { TokenizedMessage } from './tokenized-message.ts';

const TOP_PHRASES = 12;
const MAX_PHRASE_WORDS = 4;
/** A shorter phrase is dropped when the longer one that holds it accounts for this share of its uses. */
const ABSORBED_SHARE = 0.6;
/** Overlaps are compared pairwise, so only this many of the weightiest candidates take part. */
const MAX_CANDIDATES = 200;

/**
 * The phrases of two to four words that a person repeats, at most twelve, lower case. A phrase of function
 * words alone is left out; of two phrases that overlap, the longer one stands for both where it explains most
 * of the uses. A phrase counts from two uses, or from one use in a thousand messages in a large corpus.
 * @param language BCP 47, or null when unknown: decides which words are function words
 */
export function findCommonPhrases(
  messages: readonly TokenizedMessage[],
  language: string | null,
): CountedText[] {
  const functionWords = functionWordsOfOrAll(language);
  const contentWords = (words: readonly string[]): number =>
    words.filter((word) => !functionWords.has(word)).length;

  const sequences = findFrequentSequences(
    messages.map(({ tokens }) => tokens),
    { maxLength: MAX_PHRASE_WORDS, minCount: Math.max(2, Math.ceil(messages.length / 1_000)) },
  );
  const candidates = sequences
    .map(({ words, count }) => ({ words, count, weight: count * contentWords(words) }))
    .filter(({ weight }) => weight > 0)
    .sort(byWeight)
    .slice(0, MAX_CANDIDATES)
    .sort((a, b) => b.words.length - a.words.length || byWeight(a, b));

  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    if (!kept.some((longer) => absorbs(longer, candidate))) kept.push(candidate);
  }
  return kept
    .sort(byWeight)
    .slice(0, TOP_PHRASES)
    .map(({ words, count }) => ({ text: words.join(' '), count }));
}

interface Candidate extends WordSequence {
  /** Uses × words that carry meaning. */
  readonly weight: number;
}

/** Weightiest first, then in alphabetical order, so that the result is stable. */
function byWeight(a: Candidate, b: Candidate): number {
  return b.weight - a.weight || (a.words.join(' ') < b.words.join(' ') ? -1 : 1);
}

function absorbs(kept: WordSequence, candidate: WordSequence): boolean {
  if (kept.count < candidate.count * ABSORBED_SHARE) return false;
  return contains(kept.words, candidate.words) || overlap(kept.words, candidate.words);
}

function contains(longer: readonly string[], shorter: readonly string[]): boolean {
  return ` ${longer.join(' ')} `.includes(` ${shorter.join(' ')} `);
}

/** Windows of one longer formula share words: "let me help you" and "help you with that". */
function overlap(a: readonly string[], b: readonly string[]): boolean {
  return sharesEnds(a, b) || sharesEnds(b, a);
}

function sharesEnds(first: readonly string[], second: readonly string[]): boolean {
  for (let shared = 2; shared < Math.min(first.length, second.length); shared += 1) {
    if (first.slice(-shared).join(' ') === second.slice(0, shared).join(' ')) return true;
  }
  return false;
}
