import { z } from 'zod';
import { createFineTuneJobSchema } from '../fine-tune/contracts/create-job.ts';
import { timeZoneSchema } from '../time-zone.ts';
import { pageOf, pageQuerySchema } from '../http/page.ts';
import { cadences } from './cadence.ts';

const moment = z.iso.datetime({ offset: true });
const hour = { error: 'hour must be a whole number from 0 to 23.' };
const rating = { error: 'minimum_rating must be a whole number from 1 to 5.' };
const least = { error: 'minimum_new_examples must be a whole number from 1 to 10000.' };

const settings = {
  cadence: z.enum(cadences).describe('Weekly is on Mondays, monthly on the first'),
  time_zone: timeZoneSchema.default('UTC').describe('IANA name, such as Europe/Lisbon'),
  hour: z.int(hour).min(0, hour).max(23, hour).default(3).describe('Of the day, in that time zone'),
  minimum_rating: z
    .int(rating)
    .min(1, rating)
    .max(5, rating)
    .default(4)
    .describe('Chat answers rated this or better become examples'),
  minimum_new_examples: z
    .int(least)
    .min(1, least)
    .max(10_000, least)
    .default(20)
    .describe('Nothing is trained for fewer new examples'),
};

/** Body of `PUT /api/avatars/:id/fine-tune-schedule`. */
export const putScheduleSchema = z
  .strictObject({
    ...settings,
    job: createFineTuneJobSchema
      .nullable()
      .default(null)
      .describe('What each job is made from; null: as the avatar’s last job was'),
  })
  .meta({
    id: 'PutFineTuneSchedule',
    example: { cadence: 'weekly', time_zone: 'Europe/Lisbon', hour: 3, minimum_new_examples: 20 },
  });
export type PutSchedule = z.infer<typeof putScheduleSchema>;

/** What each job of a schedule is made from, as it is stored. */
export const scheduledJobSchema = z.discriminatedUnion('use', [
  z.object({ use: z.literal('last') }),
  z.object({ use: z.literal('given'), request: createFineTuneJobSchema }),
]);
export type ScheduledJob = z.infer<typeof scheduledJobSchema>;

/** What came of one time that a schedule looked. */
export const firingSchema = z
  .object({
    id: z.uuid(),
    outcome: z.enum(['started', 'skipped', 'failed']),
    new_examples: z.int().min(0),
    needed_examples: z.int().min(1),
    fine_tune_job_id: z.uuid().nullable(),
    message: z.string(),
    created_at: moment,
  })
  .meta({ id: 'FineTuneScheduleFiring' });
export type Firing = z.infer<typeof firingSchema>;

/** A schedule as it is stored. */
export const storedScheduleSchema = z.object({
  id: z.uuid(),
  avatar_id: z.uuid(),
  paused: z.boolean(),
  ...settings,
  job: createFineTuneJobSchema.nullable(),
  new_examples: z.int().min(0).describe('Well-rated answers that wait to be trained with'),
  last_firing: firingSchema.nullable(),
  last_job_id: z.uuid().nullable(),
  created_at: moment,
  updated_at: moment,
});
export type StoredSchedule = z.infer<typeof storedScheduleSchema>;

/** A schedule as the API shows it. */
export const scheduleSchema = storedScheduleSchema
  .extend({
    description: z.string().describe('When it looks, in words'),
    next_runs: z
      .array(moment)
      .nullable()
      .describe('The next times that it looks; empty while paused, null where Temporal cannot be asked now'),
  })
  .meta({ id: 'FineTuneSchedule' });
export type Schedule = z.infer<typeof scheduleSchema>;

/** Query of `GET /api/avatars/:id/fine-tune-schedule/firings`. */
export const listFiringsQuerySchema = pageQuerySchema;

/** A page of firings, newest first. */
export const firingPageSchema = pageOf('FineTuneScheduleFiringPage', firingSchema);
