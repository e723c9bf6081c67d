import { z } from 'zod';
import { communicationAnalysisSchema } from '../style/communication-analysis.ts';
import { measuredStyleSchema } from '../style/measured-style.ts';
import {
  fieldChangeSchema,
  figureChangeSchema,
  ratingSummarySchema,
  textDiffLineSchema,
} from './version-comparison.ts';

/** A prompt version as the API shows it. What was generated never changes; which one is active does. */
export const promptVersionSchema = z
  .object({
    id: z.uuid(),
    avatar_id: z.uuid(),
    training_session_id: z.uuid().nullable().describe('The session that made it.'),
    version_number: z.int().positive().describe('Counts up from 1 within an avatar.'),
    system_prompt: z.string(),
    instructions: z.string().describe("The trainer's instructions; empty when there were none."),
    analysis: communicationAnalysisSchema.nullable(),
    measured_style: measuredStyleSchema.nullable().describe('Null when trained by instructions alone.'),
    grounded_fields: z
      .array(z.string())
      .describe('Paths in `analysis` whose value comes from measurement and not from the model.'),
    is_active: z.boolean().describe('At most one version of an avatar is.'),
    usage_count: z.int().nonnegative().describe('Chat answers given with this version.'),
    rating_average: z.number().min(1).max(5).nullable().describe('Null without ratings.'),
    rating_count: z.int().nonnegative(),
    created_at: z.iso.datetime(),
    activated_at: z.iso.datetime().nullable().describe('Last activation.'),
    deactivated_at: z.iso.datetime().nullable().describe('Last deactivation.'),
    model: z.string().describe('The model that analysed and drafted.'),
    simulated_provider: z.boolean().describe('Made by the provider simulator, not by a real model.'),
  })
  .meta({
    id: 'PromptVersion',
    description: 'A generated system prompt of an avatar and what it was made from.',
  });
export type PromptVersion = z.infer<typeof promptVersionSchema>;

/** Body of `POST /api/prompt-versions/:id/rate`. */
export const ratePromptVersionSchema = z
  .strictObject({
    rating: z.int().min(1).max(5).describe('1 is poor, 5 is just like the person.'),
    comment: z.string().max(2_000).trim().optional(),
    message_id: z.uuid().optional().describe('The chat answer that is rated; it has one rating at most.'),
  })
  .meta({
    id: 'RatePromptVersion',
    examples: [{ rating: 4, comment: 'Sounds right, a little too polite.' }],
  });
export type RatePromptVersion = z.infer<typeof ratePromptVersionSchema>;

/** Body of `POST /api/avatars/:id/prompt-versions/rollback`. */
export const rollbackPromptVersionSchema = z
  .strictObject({
    to_version_id: z
      .uuid()
      .optional()
      .describe('Without it, the version that was active before the present one.'),
  })
  .meta({ id: 'RollbackPromptVersion', examples: [{}] });
export type RollbackPromptVersion = z.infer<typeof rollbackPromptVersionSchema>;

/** Body of `POST /api/prompt-versions/:a/compare/:b/run`. */
export const compareAnswersRequestSchema = z
  .strictObject({
    questions: z
      .array(z.string().max(2_000).trim().min(1, 'Write a question'))
      .min(1, 'Ask at least one question')
      .max(10)
      .describe('Each is put to both versions, without history.'),
  })
  .meta({
    id: 'CompareAnswersRequest',
    examples: [{ questions: ['How should I handle this client meeting?', 'What are you up to tonight?'] }],
  });
export type CompareAnswersRequest = z.infer<typeof compareAnswersRequestSchema>;

/** Answer of `GET /api/prompt-versions/:a/compare/:b`. */
export const promptVersionComparisonSchema = z
  .object({
    a: promptVersionSchema,
    b: promptVersionSchema,
    text_diff: z.array(textDiffLineSchema).describe('What it takes to turn the prompt of a into that of b.'),
    analysis_diff: z.array(fieldChangeSchema),
    style_diff: z.array(figureChangeSchema),
    usage: z
      .object({ a: z.int().nonnegative(), b: z.int().nonnegative() })
      .describe('Chat answers given with each version.'),
    ratings: z.object({ a: ratingSummarySchema, b: ratingSummarySchema }),
  })
  .meta({ id: 'PromptVersionComparison' });
export type PromptVersionComparison = z.infer<typeof promptVersionComparisonSchema>;

/** What one version answered to one question. */
export const comparedReplySchema = z
  .object({
    reply: z.string().nullable().describe('Null when the model gave no answer; `error` says why.'),
    model: z.string(),
    input_tokens: z.int().nonnegative(),
    output_tokens: z.int().nonnegative(),
    error: z.string().optional().describe('Why there is no answer, in words for the user.'),
  })
  .meta({ id: 'ComparedReply' });
export type ComparedReply = z.infer<typeof comparedReplySchema>;

/** Answer of `POST /api/prompt-versions/:a/compare/:b/run`: the questions in the order they were asked. */
export const compareAnswersResponseSchema = z
  .object({
    answers: z.array(z.object({ question: z.string(), a: comparedReplySchema, b: comparedReplySchema })),
  })
  .meta({
    id: 'CompareAnswersResponse',
    examples: [
      {
        answers: [
          {
            question: 'How should I handle this client meeting?',
            a: { reply: 'Just be yourself! 🎉', model: 'gpt-4o-mini', input_tokens: 812, output_tokens: 9 },
            b: {
              reply: 'Prepare a clear agenda and three key points.',
              model: 'gpt-4o-mini',
              input_tokens: 790,
              output_tokens: 11,
            },
          },
        ],
      },
    ],
  });
export type CompareAnswersResponse = z.infer<typeof compareAnswersResponseSchema>;
