import { expect, it } from 'vitest';
import { readSchedule, scheduleFields } from './schedule-fields.ts';

const untouched = scheduleFields(null, 'Europe/Lisbon');

it('begins with a look each Monday night in the reader’s time zone, with the settings of the last job', () => {
  const { body, faults } = readSchedule(untouched, null);
  expect(faults).toEqual({});
  expect(body).toEqual({
    cadence: 'weekly',
    time_zone: 'Europe/Lisbon',
    hour: 3,
    minimum_rating: 4,
    minimum_new_examples: 20,
    job: null,
  });
});

it('says at its field what cannot be sent', () => {
  const { faults } = readSchedule({ ...untouched, minimumNewExamples: '' }, null);
  expect(faults).toEqual({
    minimum_new_examples: 'minimum_new_examples must be a whole number from 1 to 10000.',
  });
});
