import { z } from 'zod';
import { fineTuneProviderSchema } from '../fine-tune/fine-tune-provider.ts';
import { fineTuneStatusSchema } from '../fine-tune/fine-tune-status.ts';
import { timeZoneSchema } from '../time-zone.ts';

/** Days that are looked at, at most. */
export const mostAnalyticsDays = 366;

const day = { error: 'Give a day as YYYY-MM-DD.' };
const backwards = { message: 'from must not be after to.', path: ['from'] };
const tooLong = {
  message: `At most ${String(mostAnalyticsDays)} days are looked at at once.`,
  path: ['from'],
};

const MS_PER_DAY = 24 * 60 * 60 * 1_000;

/** Query of `GET /api/fine-tune/analytics`. */
export const analyticsQuerySchema = z.strictObject({
  from: z.iso.date(day).describe('First day, in the time zone'),
  to: z.iso.date(day).describe('Last day'),
  avatar_id: z.uuid().optional().describe('Of this avatar only'),
  time_zone: timeZoneSchema.default('UTC').describe('IANA name: whose days are counted'),
});
export type AnalyticsQuery = z.infer<typeof analyticsQuerySchema>;

/** What is wrong about the days of a query; null for nothing. */
export function faultOfDays({ from, to }: Pick<AnalyticsQuery, 'from' | 'to'>): typeof backwards | null {
  const days = (Date.parse(to) - Date.parse(from)) / MS_PER_DAY + 1;
  if (days < 1) return backwards;
  return days > mostAnalyticsDays ? tooLong : null;
}

const usd = z.number().min(0).describe('US dollars');
const count = z.int().min(0);

/** Jobs created in these days. */
const jobGroupSchema = z.object({
  provider: fineTuneProviderSchema,
  status: fineTuneStatusSchema,
  jobs: count,
});

const trainingDaySchema = z.object({
  date: z.iso.date(),
  jobs: count.describe('Jobs that ended on this day with trained tokens'),
  trained_tokens: count,
  cost: usd,
});

const chatDaySchema = z.object({
  date: z.iso.date(),
  model: z.string().describe('Who has answered'),
  tuned: z.boolean(),
  messages: count,
  input_tokens: count,
  output_tokens: count,
  fallbacks: count.describe('Of the messages, those that it answered in another model’s place'),
});

const usageDaySchema = z.object({
  date: z.iso.date().describe('A day in UTC, as costs are booked'),
  model: z.string(),
  messages: count,
  cost: usd.describe('US dollars, of answers of tuned models'),
});

const ratingSchema = z.object({
  model: z.string(),
  ratings: count,
  average: z.number().min(1).max(5),
});

const durationSchema = z.object({
  jobs: count.describe('Jobs created in these days that have made a model'),
  average_seconds: z.number().min(0).nullable(),
  median_seconds: z.number().min(0).nullable(),
  longest_seconds: z.number().min(0).nullable(),
});

/** Answer: every number is counted by the database, of the user's own rows. */
export const analyticsSchema = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    time_zone: z.string(),
    jobs: z.array(jobGroupSchema).describe('Jobs created in these days, by provider and status'),
    training: z.array(trainingDaySchema).describe('Days with any, in order'),
    chat: z.array(chatDaySchema).describe('Days with any, in order, by the model that answered'),
    usage_cost: z.array(usageDaySchema).describe('Days with any, in order, by tuned model'),
    ratings: z.array(ratingSchema).describe('Of answers of these days, most ratings first'),
    time_to_model: durationSchema.describe('From the creation of a job to its model'),
    totals: z.object({
      jobs: count,
      training_cost: usd,
      trained_tokens: count,
      messages: count,
      usage_cost: usd,
    }),
  })
  .meta({ id: 'FineTuneAnalytics' });
export type Analytics = z.infer<typeof analyticsSchema>;
