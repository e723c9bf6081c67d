import { FUNCTION_WORDS } from './function-words.ts';
import type { TokenizedMessage } from './tokenized-message.ts';

/** Running text consists of 40–50 % function words; under a quarter, the text is in none of the known languages. */
const LEAST_SHARE = 0.25;
const MIN_WORDS = 10;
const SAMPLED_WORDS = 5_000;

/**
 * Guesses the language (BCP 47) of text in one of seven languages by the share of its words that are function
 * words of that language. Returns null for short text, for other languages and where two are equally likely:
 * a missing answer is better than a wrong one.
 */
export function guessLanguage(messages: readonly TokenizedMessage[]): string | null {
  const words: string[] = [];
  for (const message of messages) {
    if (words.length >= SAMPLED_WORDS) break;
    words.push(...message.words);
  }
  if (words.length < MIN_WORDS) return null;

  const [best, second] = Object.entries(FUNCTION_WORDS)
    .map(([language, known]) => ({ language, hits: words.filter((word) => known.has(word)).length }))
    .sort((a, b) => b.hits - a.hits);
  if (best === undefined || best.hits / words.length < LEAST_SHARE) return null;
  return best.hits > (second?.hits ?? 0) ? best.language : null;
}
