import type { FineTuneUsageDay } from '@understudy/domain/fine-tune/contracts/usage';

/** What the tuned models of an avatar were used for on one day. */
export type UsageOfDay = { date: string; messages: number; fallbacks: number; cost: number };

const millisecondsPerDay = 86_400_000;

/**
 * Every day of a period in its order, also those without any use; the models of a day are added up.
 *
 * @param used days with any use
 * @param count days of the period
 * @param today its last day, in UTC
 */
export function fillDays(used: readonly FineTuneUsageDay[], count: number, today: Date): UsageOfDay[] {
  const last = Date.parse(today.toISOString().slice(0, 10));
  return Array.from({ length: count }, (_, index) => {
    const date = new Date(last - (count - 1 - index) * millisecondsPerDay).toISOString().slice(0, 10);
    const models = used.filter(({ usage_date }) => usage_date === date);
    const sum = (valueOf: (day: FineTuneUsageDay) => number) =>
      models.reduce((total, day) => total + valueOf(day), 0);
    return {
      date,
      messages: sum((day) => day.messages_count),
      fallbacks: sum((day) => day.fallback_count),
      cost: sum((day) => day.estimated_cost),
    };
  });
}
