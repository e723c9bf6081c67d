import { z } from 'zod';
import { roundRate } from './statistics.ts';

const NEUTRAL = 0.5;

/** What the formality measure reads: shares of messages (0 to 1) unless the name says otherwise. */
export interface FormalityCues {
  readonly lowerCaseStartRate: number;
  /** 0 when the script has no letter case: then capitals say nothing. */
  readonly casedStartCount: number;
  readonly unpunctuatedEndRate: number;
  readonly meanWordLength: number;
  readonly meanWordsPerMessage: number;
  readonly politenessRate: number;
  readonly formalWordRate: number;
  readonly casualAddressRate: number;
  readonly slangRate: number;
  readonly laughterRate: number;
  readonly elongationRate: number;
  readonly emojiMessageShare: number;
  readonly exclamationRate: number;
  readonly contractionsPerWord: number;
}

export const formalitySchema = z.object({
  score: z.number().min(0).max(1).describe('0 very casual, 0.5 neutral, 1 very formal.'),
  contributions: z
    .record(z.string(), z.number())
    .describe('What each cue adds to 0.5 (or takes from it), so that the score can be checked.'),
});
export type Formality = z.infer<typeof formalitySchema>;

/**
 * Measures formality from 0 to 1 as `0.5 + Σ contributions`, cut to that range.
 *
 * The known measure is the F-score of Heylighen & Dewaele (1999, "Formality of Language"): the frequencies of
 * nouns, adjectives, prepositions and articles against those of pronouns, verbs, adverbs and interjections. It
 * needs a part-of-speech tagger for every language, and its authors ask for a few hundred words per sample; chats
 * have neither. So this is a lexical approximation with the surface cues that Pavlick & Tetreault (2016, "An
 * Empirical Analysis of Formality in Online Communication", TACL 4) found to predict human judgements: case,
 * punctuation, contractions, word and text length, lexical markers; and the edits that people make to formalise
 * text in Rao & Tetreault (2018, GYAFC). The weights are ours, and calibrated on the examples in the test only:
 * read the score as an order, not as a quantity.
 */
export function measureFormality(cues: FormalityCues): Formality {
  const contributions = {
    sentence_case: cues.casedStartCount === 0 ? 0 : 0.15 * (0.5 - cues.lowerCaseStartRate),
    sentence_end: 0.15 * (0.5 - cues.unpunctuatedEndRate),
    word_length: 0.1 * within(-1, (cues.meanWordLength - 4.2) / 1.2, 1),
    message_length: 0.05 * within(-1, (cues.meanWordsPerMessage - 10) / 10, 1),
    politeness: 0.08 * saturating(cues.politenessRate, 0.3),
    formal_words: 0.16 * saturating(cues.formalWordRate, 0.3),
    casual_address: -0.08 * saturating(cues.casualAddressRate, 0.25),
    slang: -0.22 * saturating(cues.slangRate, 0.5),
    laughter: -0.1 * saturating(cues.laughterRate, 0.2),
    drawn_out_letters: -0.06 * saturating(cues.elongationRate, 0.1),
    emoji: -0.12 * saturating(cues.emojiMessageShare, 0.5),
    exclamation: -0.1 * saturating(cues.exclamationRate, 0.5),
    contractions: -0.12 * saturating(cues.contractionsPerWord, 0.06),
  };
  const sum = Object.values(contributions).reduce((total, value) => total + value, NEUTRAL);
  const rounded = Object.entries(contributions).map(([cue, value]): [string, number] => [
    cue,
    roundRate(value),
  ]);
  return { score: roundRate(within(0, sum, 1)), contributions: Object.fromEntries(rounded) };
}

/** Grows linearly to 1 at `full` and stays there: ten more laughs make nobody more casual. */
function saturating(value: number, full: number): number {
  return Math.min(1, value / full);
}

function within(least: number, value: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
