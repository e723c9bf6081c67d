import { z } from 'zod';
import { bulkFixes, findingCodeSchema, severities } from './finding.ts';
import { lengthHistogramSchema } from './length-histogram.ts';
import { styleConsistencySchema } from './style-consistency.ts';

/** All examples with one finding. */
export const findingSummarySchema = z
  .object({
    code: findingCodeSchema,
    severity: z.enum(severities),
    title: z.string(),
    advice: z.string(),
    fix: z.enum(bulkFixes).describe('What can be done in all of its examples at once'),
    count: z.int().min(1),
    example_ids: z.array(z.string()).describe('The first of them; all by the list’s filter `finding`'),
    details: z
      .record(z.string(), z.int().min(1))
      .describe('Such as kinds of personal data or languages, counted'),
  })
  .meta({ id: 'TrainingFindingSummary' });
export type FindingSummary = z.infer<typeof findingSummarySchema>;

/** What the examples of a scope are like. */
export const qualityReportSchema = z
  .object({
    examined: z.int().min(0),
    sound: z.int().min(0).describe('Examples without an error or a warning'),
    response_lengths: lengthHistogramSchema,
    instruction_lengths: lengthHistogramSchema,
    languages: z.array(z.object({ language: z.string().nullable(), count: z.int().min(1) })),
    style: styleConsistencySchema.nullable().describe('Null for fewer than ten examples'),
    findings: z.array(findingSummarySchema).describe('Errors first, then by count'),
  })
  .meta({ id: 'TrainingQualityReport' });
export type QualityReport = z.infer<typeof qualityReportSchema>;
