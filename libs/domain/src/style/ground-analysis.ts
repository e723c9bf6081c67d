import { NO_GREETING, type CommunicationAnalysis } from './communication-analysis.ts';
import type { MeasuredStyle } from './measured-style.ts';

const MAX_PHRASES = 10;
/** Chinese, Japanese and Thai have no spaces that could mark where a phrase begins. */
const SPACED_SCRIPT =
  /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** Fields of the analysis that measurement can correct, as paths. */
export const groundableFields = [
  'communication_style.formality_level',
  'communication_style.emoji_usage',
  'communication_style.response_length',
  'response_characteristics.typical_greeting',
  'response_characteristics.common_phrases',
] as const;
export type GroundedField = (typeof groundableFields)[number];

export interface GroundedAnalysis {
  readonly analysis: CommunicationAnalysis;
  /** The fields whose value now rests on measurement, whether or not the model had said the same. */
  readonly groundedFields: GroundedField[];
}

/**
 * Corrects what measurement contradicts in a model's analysis. A model is good at tone, traits and habits, and poor at
 * counting: it calls somebody "heavy on emoji" after three of them, and quotes phrases that were never written. So
 * - formality level, emoji usage and response length are replaced by the measured labels;
 * - the greeting becomes the one that occurs most, or "none" where no message greets;
 * - a phrase stays only if it occurs in the text (case, punctuation and spacing aside); the measured phrases fill up
 *   to ten.
 *
 * Everything else stays as the model said it. Without measured style, or with no message measured, nothing is grounded.
 * @param messages the avatar's messages: evidence for phrases too rare to be among the measured ones. Without them,
 *   only phrases that overlap a measured one or the greeting stay.
 */
export function groundAnalysis(
  analysis: CommunicationAnalysis,
  measuredStyle: MeasuredStyle | null,
  messages: readonly string[] = [],
): GroundedAnalysis {
  if (measuredStyle === null || measuredStyle.message_count === 0) return { analysis, groundedFields: [] };
  return {
    groundedFields: [...groundableFields],
    analysis: {
      ...analysis,
      communication_style: {
        ...analysis.communication_style,
        formality_level: measuredStyle.formality_level,
        emoji_usage: measuredStyle.emoji_usage,
        response_length: measuredStyle.response_length,
      },
      response_characteristics: {
        ...analysis.response_characteristics,
        typical_greeting: measuredStyle.greeting.typical ?? NO_GREETING,
        common_phrases: groundPhrases(
          analysis.response_characteristics.common_phrases,
          measuredStyle,
          messages,
        ),
      },
    },
  };
}

function groundPhrases(
  claimed: readonly string[],
  measuredStyle: MeasuredStyle,
  messages: readonly string[],
): string[] {
  const measured = measuredStyle.common_phrases.map(({ text }) => text);
  const written = [...messages, ...measured, ...measuredStyle.greeting.top.map(({ text }) => text)].map(
    comparable,
  );
  const occurring = claimed.filter((phrase) => {
    const sought = SPACED_SCRIPT.test(phrase) ? comparable(phrase) : comparable(phrase).trim();
    return sought.trim() !== '' && written.some((text) => text.includes(sought));
  });

  const kept: string[] = [];
  for (const phrase of [...occurring, ...measured]) {
    const repeats = kept.some((other) => comparable(other).includes(comparable(phrase)));
    if (!repeats && kept.length < MAX_PHRASES) kept.push(phrase.trim());
  }
  return kept;
}

/** Words alone, with a space on either side, so that "art" is not found in "party". */
function comparable(text: string): string {
  const words =
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{M}\p{N}']+/gu) ?? [];
  return ` ${words.join(' ')} `;
}
