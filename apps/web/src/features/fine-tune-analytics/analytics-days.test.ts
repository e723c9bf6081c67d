import type { Analytics } from '@understudy/domain/fine-tune-analytics/analytics';
import { expect, it } from 'vitest';
import { chatByDay, chatModels, daysOf, lastDays, lengthOf, trainingByDay } from './analytics-days.ts';

const answered = { input_tokens: 10, output_tokens: 5, fallbacks: 0 };
const analytics: Analytics = {
  from: '2026-02-27',
  to: '2026-03-01',
  time_zone: 'UTC',
  jobs: [],
  training: [{ date: '2026-02-28', jobs: 2, trained_tokens: 900, cost: 0.5 }],
  chat: [
    { ...answered, date: '2026-02-27', model: 'gpt-4.1-mini', tuned: false, messages: 2, fallbacks: 2 },
    { ...answered, date: '2026-02-27', model: 'ft:gpt-4.1-mini:ash', tuned: true, messages: 1 },
    { ...answered, date: '2026-03-01', model: 'ft:gpt-4.1-mini:ash', tuned: true, messages: 4 },
  ],
  usage_cost: [],
  ratings: [],
  time_to_model: { jobs: 0, average_seconds: null, median_seconds: null, longest_seconds: null },
  totals: { jobs: 0, training_cost: 0.5, trained_tokens: 900, messages: 7, usage_cost: 0 },
};

it('counts the last days on the calendar of the time zone, today among them', () => {
  const evening = new Date('2026-03-01T23:30:00Z');
  expect(lastDays(3, evening, 'UTC')).toEqual({ from: '2026-02-27', to: '2026-03-01' });
  expect(lastDays(1, evening, 'Asia/Tokyo')).toEqual({ from: '2026-03-02', to: '2026-03-02' });
});

it('has as many days as the period is long, and none where it ends before it begins', () => {
  expect(lengthOf(analytics)).toBe(3);
  expect(daysOf(analytics)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  expect(daysOf({ from: '2026-03-02', to: '2026-03-01' })).toEqual([]);
});

it('fills days without any training', () => {
  expect(trainingByDay(analytics)).toEqual([
    { date: '2026-02-27', jobs: 0, tokens: 0, cost: 0 },
    { date: '2026-02-28', jobs: 2, tokens: 900, cost: 0.5 },
    { date: '2026-03-01', jobs: 0, tokens: 0, cost: 0 },
  ]);
});

it('gives each model a column, the busiest first, under a key without dots', () => {
  const models = chatModels(analytics);
  expect(models).toEqual([
    { key: 'model0', model: 'ft:gpt-4.1-mini:ash', tuned: true, messages: 5 },
    { key: 'model1', model: 'gpt-4.1-mini', tuned: false, messages: 2 },
  ]);
  expect(chatByDay(analytics, models)).toEqual([
    { date: '2026-02-27', messages: 3, fallbacks: 2, model0: 1, model1: 2 },
    { date: '2026-02-28', messages: 0, fallbacks: 0, model0: 0, model1: 0 },
    { date: '2026-03-01', messages: 4, fallbacks: 0, model0: 4, model1: 0 },
  ]);
});
