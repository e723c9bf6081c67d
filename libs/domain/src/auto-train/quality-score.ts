import { countSentences } from './count-sentences.ts';
import { descriptiveTermsOf } from './descriptive-terms.ts';

/** Seed 002, "Quality Estimation": where scoring starts and ends, and what is kept. */
export const baseQuality = 7;
export const maxQuality = 10;
export const acceptedQuality = 7;

/** The seed's four factors: what each asks for and what it adds. */
export const qualityFactors = {
  length: { impact: 1, minCharacters: 200, maxCharacters: 800 },
  sentences: { impact: 0.5, minSentences: 3 },
  descriptive_words: { impact: 0.5, minTerms: 2 },
  dialogue: { impact: 0.3 },
} as const;
export type QualityFactor = keyof typeof qualityFactors;

/** A score with the factors it is made of, so that people can check it. */
export type QualityScore = { score: number; factors: readonly QualityFactor[] };

/** A quoted passage in the double quotes of any script, in curly single ones, or in straight ones that end in a mark. */
const DIALOGUE =
  /"[^"]+"|[“„”][^“”]+[“”]|«[^«»]+»|»[^«»]+«|[「『][^」』]+[」』]|‘[^‘]+’|(?<![\p{L}\p{N}])'[^'\n]+[,.!?…]'(?!\p{L})/u;

/** One character in two code units. */
const SURROGATE_PAIR = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;

/**
 * Scores a text by the seed's rule to the letter: 7.0; +1.0 for 200 to 800 characters; +0.5 for three sentences or more;
 * +0.5 for two descriptive terms or more; +0.3 for dialogue (quotes); 10.0 at most. Characters are code points of the
 * trimmed text.
 *
 * With a base of 7.0 every text is kept, even an empty one: what is no story at all is told by `rejectionOf`.
 */
export function scoreQuality(text: string): QualityScore {
  const story = text.trim();
  const characters = story.length - (story.match(SURROGATE_PAIR)?.length ?? 0);
  const { length, sentences, descriptive_words: descriptive } = qualityFactors;
  const met: Record<QualityFactor, boolean> = {
    length: characters >= length.minCharacters && characters <= length.maxCharacters,
    sentences: countSentences(story) >= sentences.minSentences,
    descriptive_words: descriptiveTermsOf(story).length >= descriptive.minTerms,
    dialogue: DIALOGUE.test(story),
  };
  const factors = (Object.keys(qualityFactors) as QualityFactor[]).filter((factor) => met[factor]);
  const sum = factors.reduce((score, factor) => score + qualityFactors[factor].impact, baseQuality);
  // Tenths, as the factors are: 7 + 1 + 0.5 + 0.5 + 0.3 is 9.3, not 9.300000000000001.
  return { score: Math.min(maxQuality, Math.round(sum * 10) / 10), factors };
}

/** Whether an example with this score, 0 to 10, is kept. */
export function isAccepted(score: number): boolean {
  return score >= acceptedQuality;
}

/** The same score on the scale from 0 to 1 on which examples of all sources are compared and selected. */
export function toUnitQuality(score: number): number {
  return Math.min(1, Math.max(0, score / maxQuality));
}
