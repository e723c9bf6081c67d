import { z } from 'zod';
import { roundRate, share } from './statistics.ts';
import type { TokenizedMessage } from './tokenized-message.ts';

const SEGMENT_WORDS = 100;

export const vocabularySchema = z
  .object({
    distinct_words: z.int().nonnegative(),
    type_token_ratio: z.number().min(0).max(1).describe('Distinct words ÷ words. Falls as a text grows.'),
    segmental_type_token_ratio: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .describe(
        `Mean type-token ratio of segments of ${SEGMENT_WORDS} words (Johnson 1944): comparable between texts of ` +
          'different length. Null for text shorter than one segment.',
      ),
    mean_word_length: z.number().nonnegative().describe('Letters per word.'),
  })
  .describe('How rich the vocabulary is.');
export type Vocabulary = z.infer<typeof vocabularySchema>;

/** Measures vocabulary richness; zero, and null for the segmental ratio, when there are no words. */
export function measureVocabulary(messages: readonly TokenizedMessage[]): Vocabulary {
  const all = new Set<string>();
  let segment = new Set<string>();
  let segmentRatios = 0;
  let words = 0;
  let letters = 0;
  for (const message of messages) {
    for (const word of message.words) {
      words += 1;
      letters += word.length;
      all.add(word);
      segment.add(word);
      if (words % SEGMENT_WORDS !== 0) continue;
      segmentRatios += segment.size / SEGMENT_WORDS;
      segment = new Set();
    }
  }
  const segments = Math.floor(words / SEGMENT_WORDS);
  return {
    distinct_words: all.size,
    type_token_ratio: share(all.size, words),
    segmental_type_token_ratio: segments === 0 ? null : roundRate(segmentRatios / segments),
    mean_word_length: share(letters, words),
  };
}
