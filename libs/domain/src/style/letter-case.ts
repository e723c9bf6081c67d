import { shareOf } from './statistics.ts';
import type { TokenizedMessage } from './tokenized-message.ts';

const STARTS_LOWER = /^[^\p{L}\p{N}]*\p{Ll}/u;
const STARTS_CASED = /^[^\p{L}\p{N}]*[\p{Ll}\p{Lu}\p{Lt}]/u;
const LOWER_LETTER = /\p{Ll}/u;
const UPPER_RUN = /(?:\p{Lu}[^\p{L}]*){4}/u;

export interface LetterCase {
  /** Share that starts in lower case, among the messages that start with a letter which has a case. */
  readonly lowerCaseStartRate: number;
  /** How many messages the share above rests on: none in Arabic or Japanese. */
  readonly casedStartCount: number;
  /** Share of messages in capitals throughout; four letters at least, so that "OK" is not shouting. */
  readonly allCapsRate: number;
}

/** Measures how a person uses capitals. */
export function measureLetterCase(messages: readonly TokenizedMessage[]): LetterCase {
  const cased = messages.filter(({ prose }) => STARTS_CASED.test(prose));
  return {
    lowerCaseStartRate: shareOf(cased, ({ prose }) => STARTS_LOWER.test(prose)),
    casedStartCount: cased.length,
    allCapsRate: shareOf(messages, ({ prose }) => !LOWER_LETTER.test(prose) && UPPER_RUN.test(prose)),
  };
}
