import { z } from 'zod';
import { fineTuneMethodSchema, fineTuneProviderSchema } from '../fine-tune-provider.ts';

/** What keeps a data set from a fine-tune, or from a good one. Stable: clients may switch on it. */
export const eligibilityReasonCodes = [
  'no_examples',
  'too_few_examples',
  'too_few_preference_pairs',
  'below_recommended',
  'low_quality',
  'few_good_examples',
  'unbalanced_patterns',
  'few_pattern_types',
  'preference_pairs_as_chat',
] as const;
export type EligibilityReasonCode = (typeof eligibilityReasonCodes)[number];

/** A reason, what it is about, and what to do. */
export const eligibilityReasonSchema = z
  .object({
    code: z.enum(eligibilityReasonCodes),
    severity: z.enum(['error', 'warning', 'info']).describe('An error keeps a job from being created'),
    message: z.string(),
    advice: z.string(),
  })
  .meta({ id: 'FineTuneEligibilityReason' });
export type EligibilityReason = z.infer<typeof eligibilityReasonSchema>;

/** Query of `GET /api/avatars/:id/fine-tune/eligibility`. */
export const eligibilityQuerySchema = z.object({
  training_data_id: z.uuid().optional().describe('Only examples of this training session'),
  provider: fineTuneProviderSchema.default('openai'),
  method: fineTuneMethodSchema.default('supervised'),
});
export type EligibilityQuery = z.infer<typeof eligibilityQuerySchema>;

/** Answer: the seed's five fields, and what they are made of. */
export const eligibilitySchema = z
  .object({
    eligible: z.boolean(),
    current_examples: z.int().min(0).describe('Examples that the method can use'),
    required_examples: z.int().min(1),
    recommended_examples: z.int().min(1),
    quality_score: z.number().min(0).max(1).describe('Mean quality of these examples; 0 without any'),
    good_examples: z.int().min(0).describe('Examples of a quality above 0.7'),
    recommendation: z.string().describe('What to do next, in a sentence or two'),
    reasons: z.array(eligibilityReasonSchema).describe('Errors first'),
  })
  .meta({ id: 'FineTuneEligibility' });
export type Eligibility = z.infer<typeof eligibilitySchema>;
