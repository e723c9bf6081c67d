import { z } from 'zod';
import { autoTrainRequestSchema, ensembleMemberSchema } from './auto-train-request.ts';

/** What a request gets that leaves something out, and what it may ask for, in one deployment. */
export const autoTrainDefaultsSchema = z
  .object({
    max_examples: z.int().min(1).describe('Most examples of one batch'),
    concurrency: z.int().min(1),
    max_concurrency: z.int().min(1),
    ensemble: z.array(ensembleMemberSchema).min(1),
    max_ensemble_members: z.int().min(1),
    judge_model: z.string().nullable(),
    available_models: z.array(z.string()).describe('Models that are configured; others may work as well'),
    calls_per_example: z.int().min(1).describe('With the default ensemble and judge'),
    estimated_cost_usd_per_example: z.number().min(0).describe('With the default ensemble and judge'),
    price_date: z.iso.date().describe('The day of the prices that were used'),
  })
  .meta({ id: 'AutoTrainDefaults' });
export type AutoTrainDefaults = z.infer<typeof autoTrainDefaultsSchema>;

/**
 * Body of `POST /api/auto-train-estimates`: that of `POST /auto-train` without the user, of which only what matters for
 * the cost is looked at.
 */
export function autoTrainEstimateRequestSchema(maxExamples?: number) {
  return autoTrainRequestSchema(maxExamples).omit({ user_id: true }).meta({ id: 'AutoTrainEstimateRequest' });
}
