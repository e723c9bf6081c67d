import { functionWordsOf } from './function-words.ts';
import { CONTRACTION_WORD, LAUGHTER_WORD, SLANG_WORDS } from './informal-words.ts';
import { share, shareOf } from './statistics.ts';
import type { TokenizedMessage } from './tokenized-message.ts';

export interface InformalLanguage {
  /** Share of messages with an abbreviation or slang word. */
  readonly slangRate: number;
  /** Share of messages with written laughter. */
  readonly laughterRate: number;
  /** Share of messages with a drawn-out letter ("sooo"). */
  readonly elongationRate: number;
  /** Contractions per word, 0 to 1. */
  readonly contractionRate: number;
}

/**
 * Measures the words and spellings that mark informal writing.
 * @param language BCP 47, or null: a slang word that is an ordinary word of this language does not count
 */
export function measureInformalLanguage(
  messages: readonly TokenizedMessage[],
  language: string | null,
): InformalLanguage {
  const ordinary = functionWordsOf(language);
  const isSlang = (word: string): boolean => SLANG_WORDS.has(word) && !ordinary.has(word);
  let words = 0;
  let contractions = 0;
  for (const message of messages) {
    words += message.words.length;
    for (const word of message.words) if (CONTRACTION_WORD.test(word)) contractions += 1;
  }
  return {
    slangRate: shareOf(messages, ({ words }) => words.some(isSlang)),
    laughterRate: shareOf(messages, ({ words }) => words.some((word) => LAUGHTER_WORD.test(word))),
    elongationRate: shareOf(messages, ({ hasElongation }) => hasElongation),
    contractionRate: share(contractions, words),
  };
}
