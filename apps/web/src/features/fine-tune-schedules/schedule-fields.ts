import type { Cadence } from '@understudy/domain/fine-tune-schedules/cadence';
import { putScheduleSchema } from '@understudy/domain/fine-tune-schedules/schedule';
import { faultsOf } from '../../app/form-faults.ts';
import type { PutSchedule, Schedule } from './use-schedule.ts';

/** A schedule as it is typed. */
export type ScheduleFields = {
  cadence: Cadence;
  timeZone: string;
  hour: number;
  minimumRating: number;
  minimumNewExamples: number | string;
  /** Whether it keeps the settings that it was given; else each job is made as the avatar's last one. */
  keepsJob: boolean;
};

/**
 * What a form begins with: the schedule as it is, or a look each Monday night.
 *
 * @param timeZone that of the reader, IANA
 */
export function scheduleFields(schedule: Schedule | null, timeZone: string): ScheduleFields {
  return {
    cadence: schedule?.cadence ?? 'weekly',
    timeZone: schedule?.time_zone ?? timeZone,
    hour: schedule?.hour ?? 3,
    minimumRating: schedule?.minimum_rating ?? 4,
    minimumNewExamples: schedule?.minimum_new_examples ?? 20,
    keepsJob: (schedule?.job ?? null) !== null,
  };
}

/** What is typed, as the API takes it, and what is wrong with it: nothing may be sent that has a fault. */
export function readSchedule(
  fields: ScheduleFields,
  job: Schedule['job'],
): { body: PutSchedule; faults: Record<string, string> } {
  const { minimumNewExamples: least } = fields;
  const body: PutSchedule = {
    cadence: fields.cadence,
    time_zone: fields.timeZone,
    hour: fields.hour,
    minimum_rating: fields.minimumRating,
    minimum_new_examples: least === '' ? Number.NaN : Number(least),
    job: fields.keepsJob ? job : null,
  };
  const checked = putScheduleSchema.safeParse(body);
  return { body, faults: checked.success ? {} : faultsOf(checked.error) };
}

/** The hours of a day as they are chosen. */
export const hours = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}));
