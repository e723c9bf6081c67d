import { z } from 'zod';
import { qualityReportSchema } from '../quality/quality-report.ts';
import { readinessSchema } from '../quality/readiness.ts';

/** Answer of `GET /api/training/stats`: the seed's dashboard, and what is behind it. */
export const trainingCenterStatsSchema = z
  .object({
    total_examples: z.int().min(0).describe('The seed’s “Total Examples”'),
    avg_response_length: z.number().min(0).describe('The seed’s “Avg Response Length”, in characters'),
    training_readiness: z.number().min(0).max(100).describe('The seed’s “Training Readiness”, in percent'),
    avg_instruction_length: z.number().min(0),
    preference_pairs: z.int().min(0),
    by_source: z.record(z.string(), z.int().min(1)),
    by_pattern_type: z.record(z.string(), z.int().min(1)),
    readiness: readinessSchema,
    quality: qualityReportSchema.nullable().describe('Null until the examples have been examined'),
    quality_examined_at: z.iso.datetime({ offset: true }).nullable(),
  })
  .meta({ id: 'TrainingCenterStats' });
export type TrainingCenterStats = z.infer<typeof trainingCenterStatsSchema>;
