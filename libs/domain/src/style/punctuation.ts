import { percentile, shareOf } from './statistics.ts';
import type { TokenizedMessage } from './tokenized-message.ts';

const QUESTION = /[?？؟]/u;
const EXCLAMATION = /[!！]/u;
const ELLIPSIS = /\.{2,}|…/u;
const ENDS_OPEN = /[\p{L}\p{M}\p{N}]$/u;

export interface PunctuationHabits {
  readonly questionRate: number;
  readonly exclamationRate: number;
  readonly ellipsisRate: number;
  /** Share of messages with words whose last sign is a letter or digit; a closing emoji is looked through. */
  readonly unpunctuatedEndRate: number;
  /** Median number of words of the messages that ask something; 0 when none does. */
  readonly medianQuestionWords: number;
}

/** Measures punctuation habits as shares of messages, 0 to 1. Links do not count: "?" in one asks nothing. */
export function measurePunctuation(messages: readonly TokenizedMessage[]): PunctuationHabits {
  const withWords = messages.filter(({ words }) => words.length > 0);
  const questionLengths = messages
    .filter(({ prose }) => QUESTION.test(prose))
    .map(({ words }) => words.length)
    .sort((a, b) => a - b);
  return {
    questionRate: shareOf(messages, ({ prose }) => QUESTION.test(prose)),
    exclamationRate: shareOf(messages, ({ prose }) => EXCLAMATION.test(prose)),
    ellipsisRate: shareOf(messages, ({ prose }) => ELLIPSIS.test(prose)),
    unpunctuatedEndRate: shareOf(withWords, ({ prose }) => ENDS_OPEN.test(prose)),
    medianQuestionWords: percentile(questionLengths, 0.5),
  };
}
