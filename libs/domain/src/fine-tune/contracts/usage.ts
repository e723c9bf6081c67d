import { z } from 'zod';
import { numberParameter } from '../../http/number-parameter.ts';

/** Query of `GET /api/avatars/:id/fine-tune/usage`. The seed asks for the last 30 days. */
export const fineTuneUsageQuerySchema = z.object({
  days: numberParameter(z.number().int().min(1).max(366)).prefault(30).describe('Days up to today, in UTC'),
});
export type FineTuneUsageQuery = z.infer<typeof fineTuneUsageQuerySchema>;

const counts = {
  messages_count: z.int().min(0),
  input_tokens: z.int().min(0),
  output_tokens: z.int().min(0),
  estimated_cost: z.number().min(0).describe('US dollars, by the price list of that day'),
};

/** What one model of an avatar answered on one day: a row of `avatar_fine_tune_usage`. */
export const fineTuneUsageDaySchema = z
  .object({
    usage_date: z.iso.date().describe('In UTC'),
    model: z.string(),
    ...counts,
    fallback_count: z
      .int()
      .min(0)
      .describe('Messages that the base model answered in its place; not counted above'),
  })
  .meta({ id: 'FineTuneUsageDay' });
export type FineTuneUsageDay = z.infer<typeof fineTuneUsageDaySchema>;

/** Answer: days with any use, newest first, and their sum. */
export const fineTuneUsageSchema = z
  .object({
    days: z.array(fineTuneUsageDaySchema),
    total: z.object(counts),
    price_date: z.iso.date().nullable().describe('The day of the prices; null where nothing was used'),
  })
  .meta({ id: 'FineTuneUsage' });
export type FineTuneUsage = z.infer<typeof fineTuneUsageSchema>;
