import type { FineTuneUsageDay } from '@understudy/domain/fine-tune/contracts/usage';
import { expect, it } from 'vitest';
import { fillDays } from './usage-days.ts';

function day(date: string, messages: number, part: Partial<FineTuneUsageDay> = {}): FineTuneUsageDay {
  return {
    usage_date: date,
    model: 'ft:one',
    messages_count: messages,
    input_tokens: 0,
    output_tokens: 0,
    estimated_cost: messages / 1000,
    fallback_count: 0,
    ...part,
  };
}

it('has every day of the period once, with the models of a day added up', () => {
  const used = [
    day('2026-03-01', 4),
    day('2026-03-01', 2, { model: 'ft:other', fallback_count: 1 }),
    day('2026-02-01', 9),
  ];
  expect(fillDays(used, 3, new Date('2026-03-01T23:59:00Z'))).toEqual([
    { date: '2026-02-27', messages: 0, fallbacks: 0, cost: 0 },
    { date: '2026-02-28', messages: 0, fallbacks: 0, cost: 0 },
    { date: '2026-03-01', messages: 6, fallbacks: 1, cost: 0.006 },
  ]);
});
