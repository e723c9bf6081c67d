import { z } from 'zod';
import { MEDIUM_MESSAGE_MAX_WORDS, SHORT_MESSAGE_MAX_WORDS } from './message-length.ts';

export const formalityLevelSchema = z
  .enum(['very_casual', 'casual', 'neutral', 'formal'])
  .describe('Formality score below 0.25, below 0.5, below 0.7, and from 0.7.');
export type FormalityLevel = z.infer<typeof formalityLevelSchema>;

export const emojiUsageSchema = z
  .enum(['none', 'light', 'moderate', 'heavy'])
  .describe('Emoji per message: below 0.01, below 0.15, below 0.6, and from 0.6.');
export type EmojiUsage = z.infer<typeof emojiUsageSchema>;

export const responseLengthSchema = z
  .enum(['short', 'medium', 'long'])
  .describe(
    `Median words per message: at most ${SHORT_MESSAGE_MAX_WORDS}, at most ${MEDIUM_MESSAGE_MAX_WORDS}, more.`,
  );
export type ResponseLength = z.infer<typeof responseLengthSchema>;

export const questionStyleSchema = z
  .enum(['none', 'occasional', 'direct', 'elaborate'])
  .describe(
    'No questions; questions in under 10 % of messages; more, of at most 12 words at the median; more, and longer.',
  );
export type QuestionStyle = z.infer<typeof questionStyleSchema>;

/** @param score formality from 0 to 1 */
export function labelFormality(score: number): FormalityLevel {
  if (score < 0.25) return 'very_casual';
  if (score < 0.5) return 'casual';
  return score < 0.7 ? 'neutral' : 'formal';
}

/** @param rate emoji per message */
export function labelEmojiUsage(rate: number): EmojiUsage {
  if (rate < 0.01) return 'none';
  if (rate < 0.15) return 'light';
  return rate < 0.6 ? 'moderate' : 'heavy';
}

/** @param medianWords median number of words per message */
export function labelResponseLength(medianWords: number): ResponseLength {
  if (medianWords <= SHORT_MESSAGE_MAX_WORDS) return 'short';
  return medianWords <= MEDIUM_MESSAGE_MAX_WORDS ? 'medium' : 'long';
}

/**
 * @param questionRate share of messages that ask something, 0 to 1
 * @param medianQuestionWords median number of words of those messages
 */
export function labelQuestionStyle(questionRate: number, medianQuestionWords: number): QuestionStyle {
  if (questionRate === 0) return 'none';
  if (questionRate < 0.1) return 'occasional';
  return medianQuestionWords <= 12 ? 'direct' : 'elaborate';
}
