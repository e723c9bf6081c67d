import { z } from 'zod';
import { toStrictJsonSchema } from './strict-json-schema.ts';
import { emojiUsageSchema, formalityLevelSchema, responseLengthSchema } from './style-labels.ts';

/** Name of the structured output that a model is asked for. */
export const communicationAnalysisSchemaName = 'communication_analysis';

/** What `typical_greeting` says of a person who starts without one. */
export const NO_GREETING = 'none';

const analysis = z.object({
  communication_style: z.object({
    formality_level: formalityLevelSchema,
    emoji_usage: emojiUsageSchema,
    response_length: responseLengthSchema,
    tone: z
      .string()
      .describe('One or two words for the emotional colour, such as friendly, dry, warm and teasing.'),
  }),
  personality_traits: z.array(z.string()).describe('Three to eight adjectives that the messages bear out.'),
  behavioral_patterns: z
    .array(z.string())
    .describe(
      'Three to eight habits in conversation, each a short phrase such as "asks follow-up questions".',
    ),
  response_characteristics: z.object({
    typical_greeting: z
      .string()
      .describe(`How messages usually open, word for word; "${NO_GREETING}" if they do not greet.`),
    common_phrases: z.array(z.string()).describe('Up to ten phrases that recur, word for word.'),
    question_style: z
      .string()
      .describe('How questions are asked, such as direct, tentative, rhetorical, rare.'),
    supportiveness: z.enum(['low', 'medium', 'high']),
  }),
});

/** How a person communicates: the analysis of seed 000, field for field. */
export const communicationAnalysisSchema = analysis.meta({
  id: 'CommunicationAnalysis',
  description: 'How a person communicates, as a model read it and measurement corrected it.',
  examples: [
    {
      communication_style: {
        formality_level: 'casual',
        emoji_usage: 'moderate',
        response_length: 'medium',
        tone: 'friendly',
      },
      personality_traits: ['helpful', 'enthusiastic', 'supportive'],
      behavioral_patterns: ['asks follow-up questions', 'uses examples'],
      response_characteristics: {
        typical_greeting: 'Hey there!',
        common_phrases: ["That's awesome!", 'Let me help you with that'],
        question_style: 'direct',
        supportiveness: 'high',
      },
    },
  ],
});
export type CommunicationAnalysis = z.infer<typeof communicationAnalysisSchema>;

/** The same schema for structured output in strict mode. */
export const communicationAnalysisJsonSchema = toStrictJsonSchema(analysis);
