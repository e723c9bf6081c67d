import { z } from 'zod';
import { tooLong } from '../../http/too-long.ts';
import { eligibilityRules } from '../eligibility/eligibility-rules.ts';

const share = { error: 'validation_share must be a number from 0 to 0.5.' };
const most = { error: 'max_examples must be a whole number from 10 to 100000, or null for all.' };
const patterns = { error: 'pattern_types must be names of pattern types, at least one, or null for all.' };
const quality = { error: 'min_quality must be a number from 0 to 1.' };

/** The largest seed that every trainer takes: Hugging Face's and ours have 31 bits. */
const mostSeed = 2 ** 31 - 1;

/** What becomes of examples that are not above the quality asked for. */
export const qualityRules = ['prefer', 'require', 'ignore'] as const;

/** Which examples a job learns from, and how they are divided and cleaned. */
export const fineTuneSelectionSchema = z
  .strictObject({
    quality: z
      .enum(qualityRules)
      .default('prefer')
      .describe('`prefer` takes lesser ones only to reach 50; `require` never; `ignore` takes all'),
    min_quality: z
      .number(quality)
      .min(0, quality)
      .max(1, quality)
      .default(eligibilityRules.goodQuality)
      .describe('Good is what is above it'),
    balance: z.boolean().default(true).describe('Whether frequent pattern types give way to others'),
    pattern_types: z
      .array(
        z.string(patterns).max(60, tooLong('pattern_types: a name', 60)).trim().min(1, patterns),
        patterns,
      )
      .min(1, patterns)
      .max(50, patterns)
      .nullable()
      .default(null)
      .describe('Only examples of these pattern types; null for all'),
    max_examples: z.int(most).min(10, most).max(100_000, most).nullable().default(null),
    validation_share: z.number(share).min(0, share).max(0.5, share).default(0.1),
    redact: z.boolean().default(false).describe('Whether personal data is replaced by its kind'),
    unused_only: z.boolean().default(false).describe('Only examples that no fine-tune has used'),
    seed: z
      .int()
      .min(0)
      .max(mostSeed)
      .optional()
      .describe('The same seed divides the same examples alike; drawn and recorded when left out'),
  })
  .meta({ id: 'FineTuneSelection' });
export type FineTuneSelection = z.infer<typeof fineTuneSelectionSchema>;
