import { z } from 'zod';
import { mean, percentile, shareOf } from './statistics.ts';
import type { TokenizedMessage } from './tokenized-message.ts';

/** A message of at most this many words is short. Text messages average 7.7 words (Ling & Baron 2007). */
export const SHORT_MESSAGE_MAX_WORDS = 8;
/** A message of at most this many words, and more than a short one, is medium: about two sentences. */
export const MEDIUM_MESSAGE_MAX_WORDS = 30;

const distributionSchema = z.object({
  mean: z.number().nonnegative(),
  median: z.number().nonnegative(),
  p90: z.number().nonnegative().describe('Nine messages in ten are at most this long.'),
});

export const messageLengthSchema = z
  .object({
    characters: distributionSchema,
    words: distributionSchema,
    short_share: z
      .number()
      .min(0)
      .max(1)
      .describe(`Share of messages of at most ${SHORT_MESSAGE_MAX_WORDS} words.`),
    medium_share: z.number().min(0).max(1),
    long_share: z
      .number()
      .min(0)
      .max(1)
      .describe(`Share of messages of more than ${MEDIUM_MESSAGE_MAX_WORDS} words.`),
  })
  .describe('How long the messages are, in characters as a reader counts them and in words.');
export type MessageLength = z.infer<typeof messageLengthSchema>;

/** Measures the length distribution; all zero when there are no messages. */
export function measureMessageLength(messages: readonly TokenizedMessage[]): MessageLength {
  const words = messages.map((message) => message.words.length);
  return {
    characters: distribution(messages.map((message) => message.characterCount)),
    words: distribution(words),
    short_share: shareOf(words, (count) => count <= SHORT_MESSAGE_MAX_WORDS),
    medium_share: shareOf(
      words,
      (count) => count > SHORT_MESSAGE_MAX_WORDS && count <= MEDIUM_MESSAGE_MAX_WORDS,
    ),
    long_share: shareOf(words, (count) => count > MEDIUM_MESSAGE_MAX_WORDS),
  };
}

function distribution(values: number[]): z.infer<typeof distributionSchema> {
  const sorted = values.toSorted((a, b) => a - b);
  return { mean: mean(values), median: percentile(sorted, 0.5), p90: percentile(sorted, 0.9) };
}
