import { z } from 'zod';
import { measureCourtesy } from './courtesy.ts';
import { countedTextSchema } from './counted-text.ts';
import { measureEmoji } from './emoji.ts';
import { formalitySchema, measureFormality } from './formality.ts';
import { measureInformalLanguage } from './informal-language.ts';
import { guessLanguage } from './language.ts';
import { measureLetterCase } from './letter-case.ts';
import { measureMessageLength, messageLengthSchema } from './message-length.ts';
import { findCommonPhrases } from './phrases.ts';
import { measurePunctuation } from './punctuation.ts';
import { measureFarewells, measureGreetings, salutationSchema } from './salutations.ts';
import { shareOf } from './statistics.ts';
import {
  emojiUsageSchema,
  formalityLevelSchema,
  labelEmojiUsage,
  labelFormality,
  labelQuestionStyle,
  labelResponseLength,
  questionStyleSchema,
  responseLengthSchema,
} from './style-labels.ts';
import { tokenizeMessage } from './tokenized-message.ts';
import { measureVocabulary, vocabularySchema } from './vocabulary.ts';

const messageShare = z.number().min(0).max(1);

/** How a person writes, computed from their messages alone: a user can recount every figure. */
export const measuredStyleSchema = z
  .object({
    message_count: z.int().nonnegative().describe('Messages with text; empty ones are not counted.'),
    word_count: z.int().nonnegative(),
    language: z
      .string()
      .nullable()
      .describe('BCP 47, guessed from function words; null when it is not clear.'),
    message_length: messageLengthSchema,
    emoji_rate: z.number().nonnegative().describe('Emoji per message.'),
    emoji_message_share: messageShare.describe('Share of messages with an emoji.'),
    top_emoji: z.array(countedTextSchema),
    question_rate: messageShare.describe('Share of messages that ask something.'),
    exclamation_rate: messageShare.describe('Share of messages with an exclamation mark.'),
    ellipsis_rate: messageShare.describe('Share of messages with "..." or "…".'),
    unpunctuated_end_rate: messageShare.describe('Share of messages that end without punctuation.'),
    lower_case_start_rate: messageShare.describe('Share of messages that start in lower case.'),
    all_caps_rate: messageShare.describe('Share of messages in capitals throughout.'),
    slang_rate: messageShare.describe('Share of messages with slang or a chat abbreviation.'),
    laughter_rate: messageShare.describe('Share of messages with written laughter (haha, lol, jaja, kkk).'),
    elongation_rate: messageShare.describe('Share of messages with drawn-out letters ("sooo").'),
    link_rate: messageShare.describe('Share of messages with a link.'),
    contraction_rate: messageShare.describe('English contractions per word.'),
    politeness_rate: messageShare.describe('Share of messages with please, thanks, sorry or the like.'),
    formal_word_rate: messageShare.describe('Share of messages with a word of formal correspondence.'),
    greeting: salutationSchema.describe('How messages open.'),
    farewell: salutationSchema.describe('How messages close.'),
    common_phrases: z.array(countedTextSchema).describe('Repeated phrases of two to four words, lower case.'),
    vocabulary: vocabularySchema,
    formality: formalitySchema,
    formality_level: formalityLevelSchema,
    emoji_usage: emojiUsageSchema,
    response_length: responseLengthSchema,
    question_style: questionStyleSchema,
  })
  .meta({
    id: 'MeasuredStyle',
    description: 'Facts about how a person writes, computed from the text alone.',
  });
export type MeasuredStyle = z.infer<typeof measuredStyleSchema>;

/**
 * Measures how a person writes. Messages without text are ignored. Without any message every figure is 0, every
 * list empty, and the labels are those of the figures (no emoji, short, neutral formality).
 * @param messages the messages of one person, in any language, one string each
 */
export function measureStyle(messages: readonly string[]): MeasuredStyle {
  const tokenized = messages.filter((message) => message.trim() !== '').map(tokenizeMessage);
  const language = guessLanguage(tokenized);
  const length = measureMessageLength(tokenized);
  const emoji = measureEmoji(tokenized);
  const punctuation = measurePunctuation(tokenized);
  const letterCase = measureLetterCase(tokenized);
  const informal = measureInformalLanguage(tokenized, language);
  const courtesy = measureCourtesy(tokenized);
  const vocabulary = measureVocabulary(tokenized);
  const formality =
    tokenized.length === 0
      ? { score: 0.5, contributions: {} }
      : measureFormality({
          ...letterCase,
          ...punctuation,
          ...informal,
          ...courtesy,
          emojiMessageShare: emoji.messageShare,
          contractionsPerWord: informal.contractionRate,
          meanWordLength: vocabulary.mean_word_length,
          meanWordsPerMessage: length.words.mean,
        });

  return {
    message_count: tokenized.length,
    word_count: tokenized.reduce((total, { words }) => total + words.length, 0),
    language,
    message_length: length,
    emoji_rate: emoji.rate,
    emoji_message_share: emoji.messageShare,
    top_emoji: emoji.top,
    question_rate: punctuation.questionRate,
    exclamation_rate: punctuation.exclamationRate,
    ellipsis_rate: punctuation.ellipsisRate,
    unpunctuated_end_rate: punctuation.unpunctuatedEndRate,
    lower_case_start_rate: letterCase.lowerCaseStartRate,
    all_caps_rate: letterCase.allCapsRate,
    slang_rate: informal.slangRate,
    laughter_rate: informal.laughterRate,
    elongation_rate: informal.elongationRate,
    link_rate: shareOf(tokenized, ({ hasLink }) => hasLink),
    contraction_rate: informal.contractionRate,
    politeness_rate: courtesy.politenessRate,
    formal_word_rate: courtesy.formalWordRate,
    greeting: measureGreetings(tokenized, language),
    farewell: measureFarewells(tokenized),
    common_phrases: findCommonPhrases(tokenized, language),
    vocabulary,
    formality,
    formality_level: labelFormality(formality.score),
    emoji_usage: labelEmojiUsage(emoji.rate),
    response_length: labelResponseLength(length.words.median),
    question_style: labelQuestionStyle(punctuation.questionRate, punctuation.medianQuestionWords),
  };
}
