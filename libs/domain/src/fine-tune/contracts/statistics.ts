import { z } from 'zod';

/** Answer of `GET /api/avatars/:id/fine-tune/statistics`: the seed's four fields, and what else the overview shows. */
export const fineTuneStatisticsSchema = z
  .object({
    total: z.int().min(0),
    by_pattern_type: z.record(z.string(), z.int().min(1)).describe('Most frequent first'),
    average_quality: z.number().min(0).max(1).describe('0 without examples'),
    used_in_training: z.int().min(0).describe('Examples that a fine-tune has used'),
    unused: z.int().min(0),
    good_examples: z.int().min(0).describe('Examples of a quality above 0.7'),
    preference_pairs: z.int().min(0),
    by_source: z.record(z.string(), z.int().min(1)),
    times_used: z.int().min(0).describe('Uses of all examples by fine-tunes, added up'),
  })
  .meta({ id: 'FineTuneStatistics' });
export type FineTuneStatistics = z.infer<typeof fineTuneStatisticsSchema>;
